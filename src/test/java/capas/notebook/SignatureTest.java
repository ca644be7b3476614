package capas.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SignatureTest {

  @Test
  void is_that_of_RFC_4231_test_case_2() {
    byte[] first = "what do ya want ".getBytes(StandardCharsets.US_ASCII);
    byte[] second = "for nothing?".getBytes(StandardCharsets.US_ASCII);
    assertEquals(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        new Signature("Jefe").of(List.of(first, second)));
  }

  @Test
  void is_empty_where_there_is_no_key() {
    assertEquals("", new Signature("").of(List.of(new byte[] {1})));
  }
}
