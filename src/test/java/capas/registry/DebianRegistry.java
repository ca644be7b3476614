package capas.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's docker-registry, started by hand on loopback. */
public final class DebianRegistry implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");

  private final Process process;
  private final int port;

  private DebianRegistry(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  public static void need() {
    Tools.need("docker-registry", "docker-registry");
    Tools.need("skopeo", "skopeo");
  }

  public static DebianRegistry open(Path folder) throws Exception {
    return start(folder, "", "");
  }

  /** With the sample images, as skopeo pushes them; all is kept in this folder. */
  static DebianRegistry withSamples(Path folder) throws Exception {
    need();
    Path sample = folder.resolve("sample");
    SampleImages.makeIn(sample);
    DebianRegistry registry = open(folder.resolve("registry"));
    try (BuiltInRegistry ours = BuiltInRegistry.serving(sample)) {
      registry.push(ours.address() + "/sample/httpd:latest", "httpd:docker");
      registry.push(ours.address() + "/sample/httpd:2", "httpd:oci");
      registry.push(ours.address() + "/sample/httpd:zstd", "httpd:zstd");
      registry.push(ours.address() + "/sample/platforms:latest", "team/platforms:latest");
    }
    return registry;
  }

  /**
   * Starts it with more lines of configuration.
   *
   * @param http below {@code http:}
   * @param others at the top
   */
  static DebianRegistry start(Path folder, String http, String others) throws Exception {
    int port = freePort();
    Files.createDirectories(folder);
    Path configuration =
        Files.writeString(
            folder.resolve("config.yml"),
            """
            version: 0.1
            log: {level: error, accesslog: {disabled: true}}
            storage: {filesystem: {rootdirectory: %s}}
            http:
              addr: 127.0.0.1:%d
            %s
            %s
            """
                .formatted(folder.resolve("data"), port, http, others));
    Process process =
        new ProcessBuilder(PROGRAM.toString(), "serve", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    DebianRegistry registry = new DebianRegistry(process, port);
    registry.waitUntilReady(folder.resolve("log"));
    return registry;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void waitUntilReady(Path log) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      try {
        new Socket("127.0.0.1", port).close();
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          close();
          throw new AssertionError("docker-registry did not start: " + Files.readString(log));
        }
        Thread.sleep(20);
      }
    }
  }

  int port() {
    return port;
  }

  /** {@code 127.0.0.1:PORT/name}. */
  public String image(String name) {
    return "127.0.0.1:" + port + "/" + name;
  }

  /** Copies an image here as it is, from our registry by its full name. */
  void push(String image, String as, String... options) throws Exception {
    String[] first = {
      "copy", "--quiet", "--all", "--src-tls-verify=false", "--dest-tls-verify=false"
    };
    String[] last = {"docker://" + image, "docker://" + image(as)};
    Tools.skopeo(Stream.of(first, options, last).flatMap(Stream::of).toArray(String[]::new));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
