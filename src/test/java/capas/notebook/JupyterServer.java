package capas.notebook;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A real Jupyter server on a free port, with our notebook as its only kernel for Java. */
final class JupyterServer implements AutoCloseable {

  private final String token = UUID.randomUUID().toString();
  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final Process process;

  private JupyterServer(Path folder) throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    ProcessBuilder server =
        new ProcessBuilder(
                "/usr/bin/jupyter",
                "notebook",
                "--no-browser",
                "--allow-root",
                "--ip=127.0.0.1",
                "--port=" + port,
                "--NotebookApp.port_retries=0",
                "--NotebookApp.token=" + token,
                "--notebook-dir=" + folder)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.txt").toFile());
    server
        .environment()
        .putAll(
            Map.of(
                "JUPYTER_PATH", folder.toString(),
                "JUPYTER_RUNTIME_DIR", folder.resolve("runtime").toString(),
                "JUPYTER_CONFIG_DIR", folder.resolve("config").toString(),
                "CAPAS_LANG", "es"));
    process = server.start();
  }

  /** Starts a server whose files lie in this folder, and waits until it answers. */
  static JupyterServer startIn(Path folder) throws IOException, InterruptedException {
    TestKernelspec.writeTo(folder.resolve("kernels/java"));
    JupyterServer server = new JupyterServer(folder);
    for (int i = 0; i < 150; i++) {
      try {
        server.call("GET", "/api", "");
        return server;
      } catch (IOException notYet) {
        Thread.sleep(100);
      }
    }
    server.close();
    throw new IOException("the server does not answer: " + folder.resolve("server.txt"));
  }

  /** The answer to a REST call; an empty object where the body is empty. */
  JsonObject call(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "token " + token)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(method + " " + path + ": " + response);
    }
    String text = response.body();
    return text.isEmpty() ? Fields.of() : JsonParser.parseString(text).getAsJsonObject();
  }

  /** Starts a notebook and returns its id. */
  String startKernel() throws IOException, InterruptedException {
    return call("POST", "/api/kernels", "{\"name\": \"java\"}").get("id").getAsString();
  }

  /** Opens a browser's end of a notebook. */
  BrowserTab open(String kernel) {
    URI address =
        URI.create(
            "ws://127.0.0.1:%d/api/kernels/%s/channels?session_id=%s&token=%s"
                .formatted(port, kernel, UUID.randomUUID(), token));
    return BrowserTab.open(http, address);
  }

  /** The processes that the server has started. */
  ProcessHandle[] kernels() {
    return process.descendants().toArray(ProcessHandle[]::new);
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
