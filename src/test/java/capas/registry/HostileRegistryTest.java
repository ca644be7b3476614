package capas.registry;

import static capas.registry.CredentialsTest.auths;
import static capas.registry.CredentialsTest.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.blob.BlobException;
import capas.blob.Digest;
import capas.blob.MediaType;
import capas.image.ImageException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that means harm. It answers what the test says, and writes down who asked what. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class HostileRegistryTest {

  private static final String MANIFEST = "/v2/x/manifests/latest";

  private interface Answer {
    void to(HttpExchange request) throws IOException;
  }

  @TempDir Path folder;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> secretsElsewhere = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private HttpServer elsewhere;
  private Machine machine;

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
                .getOrDefault(request.getRequestURI().getPath(), HostileRegistryTest::nothing)
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

  private static void nothing(HttpExchange request) throws IOException {
    request.sendResponseHeaders(404, -1);
  }

  private String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private String elsewhere() {
    return "http://127.0.0.1:" + elsewhere.getAddress().getPort();
  }

  private PulledImage pull() {
    return machine.pull(address() + "/x").to(folder.resolve("ours"));
  }

  private static Answer body(String type, byte[] bytes) {
    return request -> {
      request.getResponseHeaders().set("Content-Type", type);
      request.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
      request.getResponseBody().write(bytes);
    };
  }

  private static Answer unauthorized(String challenge) {
    return request -> {
      request.getResponseHeaders().set("WWW-Authenticate", challenge);
      request.sendResponseHeaders(401, -1);
    };
  }

  private static Answer redirect(String to) {
    return request -> {
      request.getResponseHeaders().set("Location", to);
      request.sendResponseHeaders(307, -1);
    };
  }

  private void serve(String manifest) {
    answers.put(MANIFEST, body(MediaType.OCI_MANIFEST.text(), manifest.getBytes()));
  }

  /** A config and one layer; the layer's bytes come from {@code layer}. */
  private Digest serveImage(long size, Answer layer) {
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

  private void writePassword() {
    machine.write("home/.config/containers/auth.json", auths(entry(address(), "ana", "s3cret")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "ftp://example.com/x",
        "http://ana:pw@127.0.0.1/",
        "http:///x",
        "http://[",
        ""
      })
  void a_redirect_that_is_no_web_address_is_not_followed(String to) {
    answers.put(MANIFEST, redirect(to));
    assertThrows(RegistryException.DangerousRedirect.class, this::pull);
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/v2/,http://example.com/blob,true",
    "https://1.1.1.1/v2/,https://127.0.0.1/blob,true",
    "https://1.1.1.1/v2/,https://10.1.2.3/blob,true",
    "https://1.1.1.1/v2/,https://192.168.1.1/blob,true",
    "https://1.1.1.1/v2/,https://169.254.169.254/latest/meta-data,true",
    "https://1.1.1.1/v2/,https://100.64.0.1/,true",
    "https://1.1.1.1/v2/,https://[::1]/blob,true",
    "https://1.1.1.1/v2/,https://[fd00::1]/blob,true",
    "https://1.1.1.1/v2/,https://[::ffff:127.0.0.1]/blob,true",
    "https://1.1.1.1/v2/,https://0.0.0.0/blob,true",
    "https://1.1.1.1/v2/,https://localhost/blob,true",
    "https://1.1.1.1/v2/,https://8.8.8.8/blob,false",
    "http://10.0.0.1/v2/,http://10.0.0.2/blob,false",
    "https://127.0.0.1/v2/,https://127.0.0.2/blob,false"
  })
  void nobody_public_sends_us_into_a_private_network(String from, String to, boolean refused) {
    assertEquals(refused, SafeAddress.refuses(URI.create(from), URI.create(to)).isPresent());
  }

  @Test
  void redirects_in_a_circle_are_left() {
    answers.put(MANIFEST, redirect(MANIFEST));
    assertThrows(RegistryException.DangerousRedirect.class, this::pull);
    assertTrue(asked.size() < 10, asked.toString());
  }

  @Test
  void a_password_does_not_go_where_a_redirect_leads() {
    writePassword();
    answers.put("/v2/", unauthorized("Basic realm=\"x\""));
    answers.put(MANIFEST, redirect(elsewhere() + "/manifest"));
    assertThrows(RuntimeException.class, this::pull);
    assertEquals(List.of(), secretsElsewhere);
  }

  @Test
  void whoever_a_redirect_leads_to_gets_no_token_when_it_asks_for_one() {
    writePassword();
    answers.put(MANIFEST, redirect("/stranger"));
    answers.put("/stranger", unauthorized("Bearer realm=\"" + elsewhere() + "/token\""));
    assertThrows(RegistryException.UnexpectedAnswer.class, this::pull);
    assertEquals(List.of(), secretsElsewhere);
  }

  @Test
  void a_password_goes_to_a_token_service_on_another_port_only_after_it_was_told() {
    writePassword();
    answers.put("/v2/", unauthorized("Bearer realm=\"" + elsewhere() + "/token\""));
    List<PullEvent> told = new CopyOnWriteArrayList<>();
    PullListener stops =
        event -> {
          told.add(event);
          if (event instanceof PullEvent.CredentialsGoElsewhere) {
            throw new RegistryException.Stopped();
          }
        };
    assertThrows(
        RegistryException.Stopped.class,
        () -> machine.pull(address() + "/x").listening(stops).to(folder.resolve("ours")));
    assertEquals(List.of(), secretsElsewhere);
    assertTrue(
        told.contains(new PullEvent.CredentialsGoElsewhere("http://" + address(), elsewhere())));
  }

  @Test
  void the_token_of_elsewhere_goes_to_the_registry_and_the_password_does_not() {
    writePassword();
    List<String> secretsHere = new CopyOnWriteArrayList<>();
    answers.put(
        "/v2/", request -> unauthorized("Bearer realm=\"" + elsewhere() + "/token\"").to(request));
    answers.put(
        MANIFEST,
        request -> {
          secretsHere.addAll(request.getRequestHeaders().get("Authorization"));
          nothing(request);
        });
    assertThrows(RegistryException.UnknownRepository.class, this::pull);
    assertEquals(List.of("Bearer elsewhere-token"), secretsHere);
    assertEquals(1, secretsElsewhere.size());
  }

  @Test
  void a_password_is_not_given_unencrypted_to_another_machine() {
    Login login =
        new Login(
            new Place("registry.example", "x", true),
            new RegistryHttp(
                machine.settings(), Machine.QUICK, new Certificates(List.of()), new Recorder()),
            new CredentialFiles(machine.settings(), List.of()),
            PullListener.NONE);
    machine.write(
        "home/.config/containers/auth.json", auths(entry("registry.example", "ana", "s3cret")));
    URI base = URI.create("http://registry.example/v2/");
    login.asked(base, Challenge.parseAll(List.of("Basic realm=x")));
    assertThrows(RegistryException.CredentialsWithheld.class, () -> login.renew(Optional.empty()));
    login.asked(base, Challenge.parseAll(List.of("Bearer realm=\"http://registry.example/t\"")));
    assertThrows(RegistryException.CredentialsWithheld.class, () -> login.renew(Optional.empty()));
    login.asked(base, Challenge.parseAll(List.of("Bearer realm=\"http://127.0.0.1:1/t\"")));
    // Its own machine may be private; a name that resolves to nothing counts as public.
    assertThrows(RegistryException.TokenRefused.class, () -> login.renew(Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "", "http://[", "http://u:p@127.0.0.1/"})
  void a_token_service_that_is_no_web_address_is_refused(String realm) {
    answers.put("/v2/", unauthorized("Bearer realm=\"" + realm + "\""));
    assertThrows(RegistryException.TokenRefused.class, this::pull);
  }

  @Test
  void a_manifest_without_end_is_not_read_to_its_end() {
    answers.put(
        MANIFEST,
        request -> {
          request.sendResponseHeaders(200, 0);
          byte[] blanks = new byte[1 << 16];
          Arrays.fill(blanks, (byte) ' ');
          while (true) {
            request.getResponseBody().write(blanks);
          }
        });
    assertThrows(RegistryException.AnswerTooLarge.class, this::pull);
  }

  @Test
  void a_token_answer_without_end_is_not_read_to_its_end() {
    answers.put("/v2/", unauthorized("Bearer realm=\"http://" + address() + "/token\""));
    answers.put(
        "/token",
        request -> {
          request.sendResponseHeaders(200, 0);
          while (true) {
            request.getResponseBody().write(new byte[1 << 16]);
          }
        });
    assertThrows(RegistryException.AnswerTooLarge.class, this::pull);
  }

  @Test
  void a_layer_without_end_is_read_one_byte_too_far_at_most() {
    Digest digest =
        serveImage(
            1000,
            request -> {
              request.sendResponseHeaders(200, 0);
              while (true) {
                request.getResponseBody().write(new byte[1 << 16]);
              }
            });
    assertThrows(BlobException.SizeMismatch.class, this::pull);
    assertTrue(Files.notExists(folder.resolve("ours/blobs/sha256/" + digest.hex())));
  }

  @Test
  void a_layer_that_is_shorter_than_promised_is_refused() {
    serveImage(1000, body("application/octet-stream", "layer".getBytes()));
    assertThrows(BlobException.SizeMismatch.class, this::pull);
  }

  @Test
  void a_layer_of_impossible_size_is_refused_before_it_is_asked_for() {
    Digest digest = serveImage(-5, HostileRegistryTest::nothing);
    assertThrows(ImageException.MalformedImage.class, this::pull);
    assertFalse(asked.contains("/v2/x/blobs/" + digest.text()));
  }

  @Test
  void a_layer_without_bytes_that_nobody_sends_ends_the_pull_in_time() {
    serveImage(
        1000,
        request -> {
          request.sendResponseHeaders(200, 1000);
          request.getResponseBody().write(1);
          request.getResponseBody().flush();
          try {
            Thread.sleep(20_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    long began = System.nanoTime();
    assertThrows(
        RegistryException.ConnectionCut.class,
        () -> machine.pullImpatiently(address() + "/x").to(folder.resolve("ours")));
    assertTrue(System.nanoTime() - began < 10_000_000_000L);
  }

  @Test
  void a_server_that_says_nothing_ends_the_pull_in_time() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      String name = "127.0.0.1:" + silent.getLocalPort() + "/x";
      assertThrows(
          RegistryException.NoAnswer.class,
          () -> machine.pullImpatiently(name).to(folder.resolve("ours")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sha256:../../../../tmp/x",
        "sha256:" + "A",
        "md5:d41d8cd98f00b204e9800998ecf8427e",
        "../x"
      })
  void a_digest_that_is_a_path_is_no_digest(String digest) {
    serve(
        """
        {"schemaVersion":2,"mediaType":"%s","layers":[],
         "config":{"mediaType":"%s","digest":"%s","size":1}}\
        """
            .formatted(MediaType.OCI_MANIFEST, MediaType.OCI_CONFIG, digest));
    assertThrows(ImageException.MalformedImage.class, this::pull);
    assertEquals(2, asked.size());
  }

  @Test
  void a_pinned_digest_is_compared_with_the_bytes_and_not_with_the_header() {
    byte[] other = "{}".getBytes();
    String pinned = Digest.of("{ }".getBytes()).text();
    answers.put(
        "/v2/x/manifests/" + pinned,
        request -> {
          request.getResponseHeaders().set("Docker-Content-Digest", pinned);
          body(MediaType.OCI_MANIFEST.text(), other).to(request);
        });
    assertThrows(
        RegistryException.OtherManifest.class,
        () -> machine.pull(address() + "/x@" + pinned).to(folder.resolve("ours")));
  }

  @Test
  void what_a_registry_says_does_not_play_with_the_terminal() {
    answers.put(
        MANIFEST,
        request -> {
          byte[] body =
              RegistryJson.errorBody("DENIED", "\u001b[2Jgone\r\nNext: do harm \u202egnp.exe");
          request.sendResponseHeaders(418, body.length);
          request.getResponseBody().write(body);
        });
    String said = assertThrows(RegistryException.UnexpectedAnswer.class, this::pull).getMessage();
    assertFalse(said.contains("\u001b") || said.contains("\u202e") || said.contains("\r"), said);
  }

  @Test
  void what_is_no_registry_is_said_to_be_none() {
    answers.put("/v2/", body("text/html", "<h1>It works!</h1>".getBytes()));
    answers.put("/v2/", request -> request.sendResponseHeaders(404, -1));
    assertThrows(RegistryException.NotARegistry.class, this::pull);
  }

  @Test
  void a_closed_port_and_a_host_that_does_not_exist_are_told_apart() throws Exception {
    String closed = "127.0.0.1:" + DebianRegistry.freePort() + "/x";
    String said =
        assertThrows(
                RegistryException.NoConnection.class,
                () -> machine.pull(closed).to(folder.resolve("ours")))
            .getMessage();
    assertTrue(said.contains("Connection refused"), said);
    assertThrows(
        RegistryException.UnknownHost.class,
        () -> machine.pull("no-such-host.invalid/x").to(folder.resolve("ours")));
  }
}
