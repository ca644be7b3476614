package capas.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** A Jupyter server for one person: on this machine's own address, behind a key. */
final class Server implements AutoCloseable {

  private static final String HERE = "127.0.0.1";
  private static final int FIRST_PORT = 8888;
  private static final int PORTS_TRIED = 100;
  private static final Duration TO_START = Duration.ofSeconds(90);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final Child child;
  private final int port;
  private final String key;

  private Server(Child child, int port, String key) {
    this.child = child;
    this.port = port;
    this.key = key;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @throws CommandException.ServerEnded if it ends at once
   */
  static Server start(Jupyter jupyter, Path folder, int port) {
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    String key = HexFormat.of().formatHex(secret);
    Path log = jupyter.state().resolve("lab-" + port + ".log");
    ProcessBuilder builder = jupyter.command(words(port)).directory(folder.toFile());
    // In the environment, because everybody can read a command line.
    builder.environment().put("JUPYTER_TOKEN", key);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Server server = new Server(Child.start(builder), port, key);
    server.awaitAnswer(log);
    return server;
  }

  private static List<String> words(int port) {
    List<String> words =
        new ArrayList<>(
            List.of(
                // So that the server leaves even if this process is killed outright.
                "setpriv",
                "--pdeathsig",
                "TERM",
                "--",
                Jupyter.server(),
                "--no-browser",
                "--ip=" + HERE,
                "--port=" + port,
                "--port-retries=0",
                "-y"));
    if (Debian.isSuperuser()) {
      words.add("--allow-root");
    }
    return words;
  }

  /**
   * The port to use.
   *
   * @param asked 0 for the first free one
   * @throws CommandException.NoFreePort if it is taken, or all that may be tried
   */
  static int freePort(int asked) {
    IntStream candidates =
        asked == 0 ? IntStream.range(FIRST_PORT, FIRST_PORT + PORTS_TRIED) : IntStream.of(asked);
    return candidates
        .filter(Server::isFree)
        .findFirst()
        .orElseThrow(() -> new CommandException.NoFreePort(asked == 0 ? "8888…" : "" + asked));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(HERE))) {
      return socket.isBound();
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private void awaitAnswer(Path log) {
    long end = System.nanoTime() + TO_START.toNanos();
    while (!answers()) {
      if (!child.process().isAlive() || System.nanoTime() > end) {
        close();
        throw new CommandException.ServerEnded(lastLine(log));
      }
      try {
        Thread.sleep(BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private boolean answers() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + HERE + ":" + port + "/api")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String lastLine(Path log) {
    try {
      return new Said(0, Files.readString(log)).lastLine();
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  /** What to type into a browser to see this folder, which lies in the server's own. */
  URI address(String shelf) {
    String tree = Jupyter.hasLab() ? "/lab/tree/" : "/tree/";
    return URI.create("http://" + HERE + ":" + port + tree + shelf + "?token=" + key);
  }

  int waitFor() {
    return child.waitFor();
  }

  @Override
  public void close() {
    child.close();
  }
}
