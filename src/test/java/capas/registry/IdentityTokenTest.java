package capas.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import capas.registry.Exchange.Purpose;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An identity token instead of a password, as {@code docker login} keeps it for some registries:
 * OAuth 2's refresh token.
 */
class IdentityTokenTest extends AnsweringRegistry {

  private final List<Map<String, String>> forms = new CopyOnWriteArrayList<>();
  private final List<String> shown = new CopyOnWriteArrayList<>();

  /** As Docker keeps it, with a user of zeros and no password. */
  private void writeToken(String token) {
    machine.write(
        "home/.docker/config.json",
        """
        {"auths":{"%s":{"auth":"%s","identitytoken":"%s"}}}\
        """
            .formatted(
                address(), Base64.getEncoder().encodeToString("00000000:".getBytes()), token));
  }

  @BeforeEach
  void serve_a_token_service() {
    writeToken("long-lived");
    String challenge = "Bearer realm=\"http://" + address() + "/token\",service=\"shop\"";
    answers.put("/v2/", unauthorized(challenge));
    answers.put(
        "/token",
        request -> {
          Map<String, String> form = new TreeMap<>();
          form.put("method", request.getRequestMethod());
          String sent = new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          for (String field : sent.split("&")) {
            String[] sides = field.split("=", 2);
            form.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
          }
          forms.add(form);
          boolean known = "long-lived".equals(form.get("refresh_token"));
          byte[] token = RegistryJson.tokenBody("short-lived", 60);
          request.sendResponseHeaders(known ? 200 : 401, known ? token.length : -1);
          if (known) {
            request.getResponseBody().write(token);
          }
        });
    answers.put(
        MANIFEST,
        request -> {
          shown.addAll(request.getRequestHeaders().get("Authorization"));
          nothing(request);
        });
  }

  @Test
  void is_posted_to_the_token_service_and_only_what_comes_back_goes_to_the_registry() {
    assertThrows(RegistryException.UnknownRepository.class, this::pull);
    assertEquals(
        List.of(
            Map.of(
                "method", "POST",
                "grant_type", "refresh_token",
                "client_id", "capas",
                "refresh_token", "long-lived",
                "service", "shop",
                "scope", "repository:x:pull")),
        forms);
    assertEquals(List.of("Bearer short-lived"), shown);
  }

  @Test
  void is_blanked_in_the_conversation() {
    try (StepwisePull steps = machine.pull(address() + "/x").stepwise(folder.resolve("ours"))) {
      assertThrows(RegistryException.UnknownRepository.class, steps::rest);
      List<Exchange> tokens = steps.conversation().about(Purpose.TOKEN);
      assertEquals(1, tokens.size());
      assertFalse(steps.conversation().toString().contains("-lived"));
      assertFalse(tokens.getFirst().curl().contains("-lived"), tokens.getFirst().curl());
    }
  }

  @Test
  void that_is_not_accepted_is_told_as_a_wrong_password() {
    writeToken("outlived");
    assertThrows(RegistryException.WrongPassword.class, this::pull);
    assertEquals(List.of(), shown);
  }
}
