import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * The floor of a JVM: FOLDER URL… gets each URL over a bare socket in a thread of its own, hashes it
 * and writes it down; it checks nothing.
 */
public final class BareDownload {

  private BareDownload() {}

  /** Ends when all are written. */
  public static void main(String[] words) throws Exception {
    Path folder = Files.createDirectories(Path.of(words[0]));
    Thread[] threads = new Thread[words.length - 1];
    for (int i = 0; i < threads.length; i++) {
      URI address = URI.create(words[i + 1]);
      Path file = folder.resolve(Integer.toString(i));
      threads[i] = Thread.ofPlatform().start(() -> get(address, file));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void get(URI address, Path file) {
    String ask = "GET " + address.getPath() + " HTTP/1.0\r\nHost: " + address.getAuthority() + "\r\n\r\n";
    try (Socket socket = new Socket(address.getHost(), address.getPort());
        OutputStream out = Files.newOutputStream(file)) {
      socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      byte[] piece = new byte[256 << 10];
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        hash.update(piece, 0, count);
        out.write(piece, 0, count);
      }
      hash.digest();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
