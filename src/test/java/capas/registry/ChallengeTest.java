package capas.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What a {@code WWW-Authenticate} header asks for. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ChallengeTest {

  @Test
  void the_example_of_the_token_specification_is_read() {
    assertEquals(
        List.of(
            new Challenge(
                "bearer",
                Map.of(
                    "realm", "https://auth.docker.io/token",
                    "service", "registry.docker.io",
                    "scope", "repository:samalba/my-app:pull,push"))),
        Challenge.parseAll(
            List.of(
                "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\","
                    + "scope=\"repository:samalba/my-app:pull,push\"")));
  }

  @Test
  void the_example_of_the_web_with_two_schemes_in_one_header_is_read() {
    // RFC 9110, section 11.6.1.
    List<Challenge> read =
        Challenge.parseAll(
            List.of(
                "Basic realm=\"simple\", Newauth realm=\"apps\", type=1, "
                    + "title=\"Login to \\\"apps\\\"\""));
    assertEquals(
        List.of(
            new Challenge("basic", Map.of("realm", "simple")),
            new Challenge(
                "newauth", Map.of("realm", "apps", "type", "1", "title", "Login to \"apps\""))),
        read);
  }

  @Test
  void several_headers_are_read_in_their_order() {
    assertEquals(
        List.of("bearer", "basic"),
        Challenge.parseAll(List.of("BEARER realm=a", "basic realm=\"b")).stream()
            .map(Challenge::scheme)
            .toList());
  }

  @Test
  void no_text_breaks_the_reader() {
    Random chance = new Random(1);
    String letters = "Bearer realm=\"x\\, \t;:basic";
    for (int run = 0; run < 20_000; run++) {
      StringBuilder header = new StringBuilder();
      for (int i = chance.nextInt(40); i > 0; i--) {
        header.append(letters.charAt(chance.nextInt(letters.length())));
      }
      Challenge.parseAll(List.of(header.toString()));
    }
  }

  @Test
  void an_endless_header_is_read_as_far_as_registries_go() {
    String header = "Bearer " + "a=b,".repeat(1_000_000);
    assertTrue(Challenge.parseAll(List.of(header)).size() <= 2);
  }
}
