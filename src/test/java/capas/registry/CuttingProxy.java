package capas.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a client and a registry, and once cuts the connection through which a certain byte
 * of all that is sent back passes.
 */
final class CuttingProxy implements AutoCloseable {

  private final ServerSocket door;
  private final int behind;
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

  CuttingProxy(int behind) throws IOException {
    this.behind = behind;
    this.door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Cuts once, after so many bytes from now on. */
  void cutAfter(long bytes) {
    left.set(bytes);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = new Socket("127.0.0.1", behind)) {
      Thread.ofVirtual().start(() -> copyQuestions(client, server));
      InputStream from = server.getInputStream();
      OutputStream to = client.getOutputStream();
      byte[] piece = new byte[8192];
      for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
        long before = left.getAndAdd(-count);
        if (before >= 0 && before < count) {
          to.write(piece, 0, (int) before);
          to.flush();
          // Nothing is cut a second time before the next call.
          left.set(Long.MAX_VALUE);
          return;
        }
        to.write(piece, 0, count);
        to.flush();
      }
    } catch (IOException e) {
      // One side has gone.
    }
  }

  private static void copyQuestions(Socket client, Socket server) {
    try {
      client.getInputStream().transferTo(server.getOutputStream());
      server.shutdownOutput();
    } catch (IOException e) {
      // One side has gone.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
