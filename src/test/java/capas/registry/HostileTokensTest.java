package capas.registry;

import static capas.registry.CredentialsTest.auths;
import static capas.registry.CredentialsTest.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that is after passwords and tokens. */
class HostileTokensTest extends AnsweringRegistry {

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
  void whoever_wants_kerberos_tickets_or_the_systems_password_gets_none() {
    List<String> secrets = new CopyOnWriteArrayList<>();
    for (String scheme :
        List.of("Negotiate", "Kerberos", "NTLM", "Digest realm=\"x\", nonce=\"1\"")) {
      answers.put(
          "/v2/",
          request -> {
            secrets.addAll(request.getRequestHeaders().getOrDefault("Authorization", List.of()));
            unauthorized(scheme).to(request);
          });
      assertThrows(RegistryException.CredentialsNeeded.class, this::pull, scheme);
    }
    assertEquals(List.of(), secrets);
    assertEquals(List.of("/v2/", "/v2/", "/v2/", "/v2/"), asked);
  }
}
