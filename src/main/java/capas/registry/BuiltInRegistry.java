package capas.registry;

import capas.blob.Digest;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A registry in this process that serves an OCI layout on 127.0.0.1, read-only, for any client:
 * {@code podman pull --tls-verify=false}, {@code skopeo copy --src-tls-verify=false}, curl, and
 * {@link Pull}. Faults can be switched on, to see what a client does. Closing leaves nothing.
 */
public final class BuiltInRegistry implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  /** Another host by its address, the same machine in fact: all of 127.0.0.0/8 is. */
  private static final String OTHER_HOST = "127.0.0.2";

  private static final String BLOBS = "/blobs/";

  private final ServedLayout images;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final HttpServer elsewhere;
  private final PlainDoor door;
  private volatile Faults faults = new Faults(List.of());

  private BuiltInRegistry(ServedLayout images, int port, Access access) {
    this.images = images;
    this.server = listen(HOST);
    this.elsewhere = listen(OTHER_HOST);
    this.door = openDoor(port);
    Doorman doorman = new Doorman(access, address());
    String other = "http://" + OTHER_HOST + ":" + elsewhere.getAddress().getPort() + BLOBS;
    server.createContext(
        "/", request -> new RegistryHandler(images, doorman, faults, other).handle(request));
    elsewhere.createContext(BLOBS, this::handleElsewhere);
    begin(server);
    begin(elsewhere);
  }

  /**
   * Serves this layout to everybody on this machine, on a free port.
   *
   * @throws capas.image.ImageException.NotALayout if the folder is none
   */
  public static BuiltInRegistry serving(Path layout) {
    return serving(layout, 0, new Access.Open());
  }

  /**
   * Serves this layout.
   *
   * @param port 0 for a free one
   * @throws RegistryException.PortTaken if it is not free
   */
  public static BuiltInRegistry serving(Path layout, int port, Access access) {
    return new BuiltInRegistry(new ServedLayout(layout), port, access);
  }

  private PlainDoor openDoor(int port) {
    try {
      return new PlainDoor(HOST, port, server.getAddress());
    } catch (IOException e) {
      server.stop(0);
      elsewhere.stop(0);
      throw new RegistryException.PortTaken(port, Failures.words(e));
    }
  }

  private static HttpServer listen(String host) {
    // Without it each answer waits 40 ms for the client's acknowledgement (Nagle's algorithm).
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), 0), 0);
    } catch (IOException e) {
      throw new RegistryException.PortTaken(0, Failures.words(e));
    }
  }

  /** The server's own thread takes after the one that starts it: it must not hold the JVM. */
  private void begin(HttpServer one) {
    one.setExecutor(threads);
    Thread starter = Thread.ofPlatform().daemon().start(one::start);
    try {
      starter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@code 127.0.0.1:PORT}, as it begins an image's name. */
  public String address() {
    return HOST + ":" + door.port();
  }

  /** The full names of all images: {@code 127.0.0.1:PORT/sample/httpd:latest}, sorted. */
  public List<String> images() {
    List<String> full = new ArrayList<>();
    for (String name : images.names()) {
      images.tags(name).forEach(tag -> full.add(address() + "/" + name + ":" + tag));
    }
    return List.copyOf(full);
  }

  /** Does these things wrong from now on, in place of those before; none mends it. */
  public void faults(Fault... wanted) {
    faults = new Faults(List.of(wanted));
  }

  private void handleElsewhere(HttpExchange request) throws IOException {
    try (request) {
      String name = request.getRequestURI().getPath().substring(BLOBS.length());
      Optional<Path> file = Digest.find(name).flatMap(images::blob);
      if (file.isEmpty()) {
        request.sendResponseHeaders(404, -1);
        return;
      }
      new BodySender(faults).send(request, file.get());
    }
  }

  /** Ends at once; whoever is being served is cut off. */
  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      // It is closed either way.
    }
    server.stop(0);
    elsewhere.stop(0);
    threads.shutdownNow();
  }

  @Override
  public String toString() {
    return address();
  }
}
