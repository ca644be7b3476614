package capas.registry;

import capas.words.CapasException;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Whatever a registry answers or a file says, it is read or refused with words. In a usual run
 * these are tests of the seeds beside them; {@code JAZZER_FUZZ=1 mvn verify
 * -Dtest='AnswersFuzz#challenge'} searches for new ones.
 */
class AnswersFuzz {

  private static final String LONG = "10m";

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @FuzzTest(maxDuration = LONG)
  void challenge(byte[] bytes) {
    for (Challenge read : Challenge.parseAll(List.of(text(bytes)))) {
      check(!read.scheme().isEmpty(), "a challenge has a scheme");
      read.parameter("realm");
    }
  }

  @FuzzTest(maxDuration = LONG)
  void answer(byte[] bytes) {
    RegistryJson.token(bytes);
    RegistryJson.tags(bytes);
    RegistryJson.error(bytes).chars().forEach(letter -> check(letter >= ' ', "one line"));
    RegistryJson.helperAnswer(bytes);
  }

  @FuzzTest(maxDuration = LONG)
  void authFile(byte[] bytes) {
    try {
      RegistryJson.authFile(bytes);
    } catch (IOException refused) {
      Failures.words(refused);
    }
  }

  @FuzzTest(maxDuration = LONG)
  void registriesConf(byte[] bytes) {
    try {
      RegistriesToml.read(Path.of("registries.conf"), new String(bytes, StandardCharsets.UTF_8));
    } catch (CapasException refused) {
      check(!refused.getMessage().isEmpty(), "a refusal has words");
    }
  }

  @FuzzTest(maxDuration = LONG)
  void range(byte[] bytes) {
    ByteRange range = ByteRange.parse(text(bytes), 1000);
    check(range.last() < 1000, "a range ends in the blob");
    check(!range.isSatisfiable() || range.first() >= 0 && range.length() > 0, "it has bytes");
  }

  @FuzzTest(maxDuration = LONG)
  void retryAfter(byte[] bytes) {
    Session.duration(text(bytes))
        .ifPresent(wait -> check(!wait.isNegative(), "nobody waits into the past"));
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
