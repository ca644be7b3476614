package capas.registry;

import static capas.registry.CredentialsTest.auths;
import static capas.registry.CredentialsTest.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.registry.Exchange.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docker-registry behind a password, behind a token service, and behind TLS. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RegistryPasswordsTest {

  private static final String OWN = "home/.config/containers/auth.json";

  @TempDir static Path sample;
  @TempDir Path folder;
  private Machine machine;

  @BeforeAll
  static void make() {
    DebianRegistry.need();
    SampleImages.makeIn(sample, sample.resolve("no-busybox"));
  }

  @BeforeEach
  void begin() {
    machine = Machine.in(folder);
  }

  private void push(DebianRegistry registry, String... options) throws Exception {
    try (BuiltInRegistry ours = BuiltInRegistry.serving(sample)) {
      registry.push(ours.address() + "/sample/httpd:2", "httpd", options);
    }
  }

  private PulledImage pull(DebianRegistry registry) {
    return machine.pull(registry.image("httpd")).to(folder.resolve("ours"));
  }

  private static void assertSilentAbout(String secret, Conversation conversation) {
    for (Exchange exchange : conversation.inOrder()) {
      assertFalse(exchange.curl().contains(secret), exchange.curl());
      assertFalse(exchange.headers().toString().contains(secret), exchange.headers().toString());
      assertFalse(exchange.address().contains(secret), exchange.address());
    }
  }

  private String htpasswd(String user, String password) throws Exception {
    Tools.need("htpasswd", "apache2-utils");
    Path file = machine.write("htpasswd", Tools.run("htpasswd", "-Bbn", user, password) + "\n");
    return "auth: {htpasswd: {realm: test, path: %s}}".formatted(file);
  }

  @Test
  void a_password_is_sent_when_it_is_asked_for_and_never_written_down() throws Exception {
    String lines = htpasswd("ana", "s3cret");
    try (DebianRegistry registry = DebianRegistry.start(folder.resolve("r"), "", lines)) {
      push(registry, "--dest-creds", "ana:s3cret");
      String host = registry.image("").replace("/", "");

      RegistryException none =
          assertThrows(RegistryException.CredentialsNeeded.class, () -> pull(registry));
      assertTrue(none.getMessage().contains("podman login " + host), none.getMessage());

      Path file = machine.write(OWN, auths(entry(host, "ana", "wrong")));
      RegistryException wrong =
          assertThrows(RegistryException.WrongPassword.class, () -> pull(registry));
      assertTrue(wrong.getMessage().contains("ana"), wrong.getMessage());
      assertTrue(wrong.getMessage().contains(file.toString()), wrong.getMessage());
      assertFalse(wrong.getMessage().contains("wrong"), wrong.getMessage());

      machine.write(OWN, auths(entry(host, "ana", "s3cret")));
      PulledImage pulled = pull(registry);
      List<Exchange> all = pulled.conversation().inOrder();
      assertEquals(401, all.get(0).status());
      assertTrue(all.get(1).curl().contains("-u ana:\"$PASSWORD\""), all.get(1).curl());
      assertSilentAbout("s3cret", pulled.conversation());
    }
  }

  @Test
  void a_token_is_fetched_where_the_registry_says_and_goes_only_to_the_registry() throws Exception {
    try (TokenService service = TokenService.open(folder.resolve("t"), "ana", "s3cret");
        DebianRegistry registry =
            DebianRegistry.start(folder.resolve("r"), "", service.configuration())) {
      push(registry, "--dest-creds", "ana:s3cret");
      String host = registry.image("").replace("/", "");
      machine.write(OWN, auths(entry(host, "ana", "s3cret")));
      Heard heard = new Heard();
      PulledImage pulled =
          machine.pull(registry.image("httpd")).listening(heard).to(folder.resolve("ours"));
      List<Exchange> tokens = pulled.conversation().about(Purpose.TOKEN);
      assertEquals(1, tokens.size());
      assertTrue(
          tokens.get(0).address().contains("scope=repository%3Ahttpd%3Apull"),
          tokens.get(0).address());
      assertEquals(1, heard.all(PullEvent.CredentialsGoElsewhere.class).size());
      assertSilentAbout("s3cret", pulled.conversation());
      service.tokens().forEach(token -> assertSilentAbout(token, pulled.conversation()));
      assertTrue(
          pulled.conversation().about(Purpose.LAYER).get(0).curl().contains("Bearer $TOKEN"));
    }
  }

  @Test
  void a_wrong_password_at_the_token_service_is_told_as_one() throws Exception {
    try (TokenService service = TokenService.open(folder.resolve("t"), "ana", "s3cret");
        DebianRegistry registry =
            DebianRegistry.start(folder.resolve("r"), "", service.configuration())) {
      String host = registry.image("").replace("/", "");
      machine.write(OWN, auths(entry(host, "ana", "wrong")));
      assertThrows(RegistryException.WrongPassword.class, () -> pull(registry));
      machine.write(OWN, auths());
      assertThrows(RegistryException.CredentialsNeeded.class, () -> pull(registry));
    }
  }

  @Test
  void an_unknown_certificate_is_refused_and_a_known_one_taken() throws Exception {
    TestCertificate certificate = TestCertificate.make(folder.resolve("tls"), "localhost");
    String http =
        "  tls: {certificate: %s, key: %s}".formatted(certificate.certificate(), certificate.key());
    try (DebianRegistry registry = DebianRegistry.start(folder.resolve("r"), http, "")) {
      String name = "localhost:" + registry.port() + "/httpd";
      push(registry);
      RegistryException unknown =
          assertThrows(
              RegistryException.TlsFailed.class,
              () -> machine.pull(name).to(folder.resolve("ours")));
      assertTrue(unknown.getMessage().contains("certification path"), unknown.getMessage());
      String certs = "etc/certs.d/localhost:" + registry.port() + "/ca.crt";
      machine.write(certs, Files.readString(certificate.certificate()));
      PulledImage pulled = machine.pull(name).to(folder.resolve("ours"));
      assertTrue(
          pulled.conversation().about(Purpose.MANIFEST).get(0).address().startsWith("https:"));
      // The same server under a name that its certificate does not have.
      String other = "127.0.0.1:" + registry.port() + "/httpd";
      machine.write(
          "etc/certs.d/127.0.0.1:" + registry.port() + "/ca.crt",
          Files.readString(certificate.certificate()));
      RegistryException wrong =
          assertThrows(
              RegistryException.TlsFailed.class,
              () -> machine.pull(other).to(folder.resolve("ours")));
      assertTrue(wrong.getMessage().contains("No subject alternative"), wrong.getMessage());
    }
  }
}
