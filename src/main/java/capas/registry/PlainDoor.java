package capas.registry;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The port on which the built-in registry is found; the server itself listens behind it. Podman,
 * skopeo and Docker try TLS first, also where they may do without. The JDK's server would wait for
 * the end of that line, and the client for an answer, ten seconds each time; this door hangs up on
 * whoever begins with TLS, and the client goes on in plain HTTP at once.
 */
final class PlainDoor implements Closeable {

  /** The first byte of a TLS record with a handshake: RFC 8446, section 5.1. */
  private static final int TLS_HANDSHAKE = 22;

  private static final int PIECE = 64 << 10;

  private final ServerSocket door;
  private final Thread accepting;
  private final InetSocketAddress behind;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  PlainDoor(String host, int port, InetSocketAddress behind) throws IOException {
    this.behind = behind;
    this.door = new ServerSocket(port, 0, InetAddress.getByName(host));
    this.accepting = Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
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
        Socket server = new Socket()) {
      open.add(client);
      open.add(server);
      InputStream questions = client.getInputStream();
      int first = questions.read();
      if (first < 0 || first == TLS_HANDSHAKE || door.isClosed()) {
        return;
      }
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      server.connect(behind);
      server.getOutputStream().write(first);
      Thread back = Thread.ofVirtual().start(() -> copyAll(server, client));
      copyAll(client, server);
      back.join();
    } catch (IOException | InterruptedException e) {
      // One side has gone, and so the connection has.
    } finally {
      open.remove(client);
      open.removeIf(Socket::isClosed);
    }
  }

  /** Whichever side ends, its end is passed on; what was cut stays cut. */
  private static void copyAll(Socket from, Socket to) {
    byte[] piece = new byte[PIECE];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        out.write(piece, 0, count);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    try {
      // The kernel goes on taking connections until the last call on the socket has returned.
      accepting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    open.forEach(PlainDoor::close);
  }
}
