package capas.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where passwords are found, after containers-auth.json(5). */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CredentialsTest {

  private static final String OWN = "home/.config/containers/auth.json";
  private static final String DOCKER = "home/.docker/config.json";

  @TempDir Path folder;
  private Machine machine;

  @BeforeEach
  void begin() {
    machine = Machine.in(folder);
  }

  static String entry(String key, String user, String password) {
    String both = Base64.getEncoder().encodeToString((user + ":" + password).getBytes());
    return "\"" + key + "\": {\"auth\": \"" + both + "\"}";
  }

  static String auths(String... entries) {
    return "{\"auths\": {" + String.join(",", entries) + "}}";
  }

  private Optional<String> user(String registry, String path) {
    return new CredentialFiles(machine.settings(), List.of())
        .find(registry, path)
        .map(Credentials::user);
  }

  @Test
  void the_most_specific_key_wins() {
    machine.write(
        OWN,
        auths(
            entry("r.example", "all", "1"),
            entry("r.example/a/b", "b", "2"),
            entry("r.example/a", "a", "3")));
    assertEquals(Optional.of("b"), user("r.example", "a/b"));
    assertEquals(Optional.of("b"), user("r.example", "a/b/c"));
    assertEquals(Optional.of("a"), user("r.example", "a/x"));
    assertEquals(Optional.of("all"), user("r.example", "x"));
    assertEquals(Optional.empty(), user("other.example", "a/b"));
  }

  @Test
  void a_password_may_have_colons() {
    machine.write(OWN, auths(entry("r.example", "me", "a:b:c")));
    Credentials found =
        new CredentialFiles(machine.settings(), List.of()).find("r.example", "x").orElseThrow();
    assertEquals("a:b:c", found.password());
    assertFalse(found.toString().contains("a:b:c"));
    assertFalse(found.basic().toString().contains("a:b:c"));
  }

  @Test
  void the_files_are_read_in_the_order_of_podman() {
    machine.write(DOCKER, auths(entry("https://r.example/v1/", "docker", "1")));
    assertEquals(Optional.of("docker"), user("r.example", "x"));
    machine.write(OWN, auths(entry("r.example", "own", "1")));
    assertEquals(Optional.of("own"), user("r.example", "x"));
    machine.write("run/containers/auth.json", auths(entry("r.example", "run", "1")));
    machine.set("XDG_RUNTIME_DIR", folder.resolve("run"));
    assertEquals(Optional.of("run"), user("r.example", "x"));
    machine.set("REGISTRY_AUTH_FILE", machine.write("other.json", auths()));
    assertEquals(Optional.empty(), user("r.example", "x"));
  }

  @Test
  void the_docker_hub_has_its_old_address_as_its_key() {
    machine.write(DOCKER, auths(entry("https://index.docker.io/v1/", "hub", "1")));
    assertEquals(Optional.of("hub"), user("docker.io", "library/x"));
  }

  private void helper(String name, String script) throws Exception {
    Path program = machine.write("bin/docker-credential-" + name, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    machine.set("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
  }

  @Test
  void a_helper_is_asked_over_its_standard_input() throws Exception {
    helper(
        "vault", "read host; echo \"{\\\"Username\\\":\\\"$host\\\",\\\"Secret\\\":\\\"s\\\"}\"");
    machine.write(OWN, "{\"credHelpers\": {\"r.example\": \"vault\"}}");
    assertEquals(Optional.of("r.example"), user("r.example", "x"));
    assertEquals(Optional.empty(), user("other.example", "x"));
    machine.write(OWN, "{\"credsStore\": \"vault\"}");
    assertEquals(Optional.of("other.example"), user("other.example", "x"));
  }

  @Test
  void a_helper_that_knows_nothing_is_no_error() throws Exception {
    helper("vault", "echo credentials not found in native keychain; exit 1");
    machine.write(OWN, "{\"credsStore\": \"vault\"}");
    assertEquals(Optional.empty(), user("r.example", "x"));
  }

  @Test
  void a_helper_that_fails_or_is_missing_is_told() throws Exception {
    machine.write(OWN, "{\"credsStore\": \"nobody\"}");
    assertThrows(RegistryException.CredentialHelperFailed.class, () -> user("r.example", "x"));
    machine.write(OWN, "{\"credsStore\": \"../../bin/sh\"}");
    assertThrows(RegistryException.CredentialHelperFailed.class, () -> user("r.example", "x"));
    helper("vault", "echo locked; exit 3");
    machine.write(OWN, "{\"credsStore\": \"vault\"}");
    String said =
        assertThrows(RegistryException.CredentialHelperFailed.class, () -> user("r.example", "x"))
            .getMessage();
    assertTrue(said.contains("locked"), said);
  }

  @Test
  void a_broken_file_is_named_and_its_secrets_are_not() {
    Path file = machine.write(OWN, "{\"auths\": {\"r.example\": {\"auth\": \"c2VjcmV0\"}}}");
    String said =
        assertThrows(RegistryException.BrokenConfiguration.class, () -> user("r.example", "x"))
            .getMessage();
    assertTrue(said.contains(file.toString()), said);
    assertFalse(said.contains("c2VjcmV0"), said);
    machine.write(OWN, "{");
    assertThrows(RegistryException.BrokenConfiguration.class, () -> user("r.example", "x"));
  }
}
