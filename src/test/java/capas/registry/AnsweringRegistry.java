package capas.registry;

import static capas.registry.CredentialsTest.auths;
import static capas.registry.CredentialsTest.entry;

import capas.blob.Digest;
import capas.blob.MediaType;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a registry of a test's own needs: it answers what the test says, and writes down who asked
 * what.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
abstract class AnsweringRegistry {

  static final String MANIFEST = "/v2/x/manifests/latest";

  interface Answer {
    void to(HttpExchange request) throws IOException;
  }

  @TempDir Path folder;
  final Map<String, Answer> answers = new ConcurrentHashMap<>();
  final List<String> asked = new CopyOnWriteArrayList<>();
  final List<String> secretsElsewhere = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private HttpServer elsewhere;
  Machine machine;

  @BeforeEach
  void begin() throws IOException {
    machine = Machine.in(folder);
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        request -> {
          try (request) {
            asked.add(request.getRequestURI().toString());
            answers
                .getOrDefault(request.getRequestURI().getPath(), AnsweringRegistry::nothing)
                .to(request);
          }
        });
    server.start();
    answers.put("/v2/", request -> request.sendResponseHeaders(200, -1));
    elsewhere = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    elsewhere.createContext(
        "/",
        request -> {
          try (request) {
            request
                .getRequestHeaders()
                .getOrDefault("Authorization", List.of())
                .forEach(secretsElsewhere::add);
            byte[] token = RegistryJson.tokenBody("elsewhere-token", 60);
            request.sendResponseHeaders(200, token.length);
            request.getResponseBody().write(token);
          }
        });
    elsewhere.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
    elsewhere.stop(0);
  }

  static void nothing(HttpExchange request) throws IOException {
    request.sendResponseHeaders(404, -1);
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String elsewhere() {
    return "http://127.0.0.1:" + elsewhere.getAddress().getPort();
  }

  PulledImage pull() {
    return machine.pull(address() + "/x").to(folder.resolve("ours"));
  }

  static Answer body(String type, byte[] bytes) {
    return request -> {
      request.getResponseHeaders().set("Content-Type", type);
      request.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
      request.getResponseBody().write(bytes);
    };
  }

  static Answer unauthorized(String challenge) {
    return request -> {
      request.getResponseHeaders().set("WWW-Authenticate", challenge);
      request.sendResponseHeaders(401, -1);
    };
  }

  static Answer redirect(String to) {
    return request -> {
      request.getResponseHeaders().set("Location", to);
      request.sendResponseHeaders(307, -1);
    };
  }

  void serve(String manifest) {
    answers.put(MANIFEST, body(MediaType.OCI_MANIFEST.text(), manifest.getBytes()));
  }

  /** A config and one layer; the layer's bytes come from {@code layer}. */
  Digest serveImage(long size, Answer layer) {
    Digest digest = Digest.of("layer".getBytes());
    byte[] config =
        """
        {"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":["%s"]}}\
        """
            .formatted(digest.text())
            .getBytes(StandardCharsets.UTF_8);
    serve(
        RandomImage.manifest(
            config,
            List.of(
                """
                {"mediaType":"%s","digest":"%s","size":%d}\
                """
                    .formatted(MediaType.OCI_LAYER_GZIP, digest.text(), size))));
    answers.put("/v2/x/blobs/" + Digest.of(config).text(), body("text/plain", config));
    answers.put("/v2/x/blobs/" + digest.text(), layer);
    return digest;
  }

  void writePassword() {
    machine.write("home/.config/containers/auth.json", auths(entry(address(), "ana", "s3cret")));
  }
}
