package capas.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import capas.Parts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"a\":1}",
        "{ \"a\" : [ ] , \"b\" : { } }",
        "[1,[2,[3,{}]],\"x\"]",
        "{\"a\":\"{[,:]}\",\"b\":\"\\\"quoted\\\\\"}",
        "{\"a\":{\"b\":{\"c\":[true,false,null]}},\"día\":\"ñ\"}",
      })
  void is_laid_out_as_jq_does(String json) throws IOException {
    Parts.need("jq", "jq", JsonTest::hasJq);
    Process jq = new ProcessBuilder("jq", ".").start();
    jq.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
    jq.getOutputStream().close();
    String expected = new String(jq.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(expected.strip(), String.join("\n", Json.indented(json)));
  }

  private static boolean hasJq() {
    try {
      return new ProcessBuilder("jq", "--version").start().waitFor() == 0;
    } catch (IOException | InterruptedException missing) {
      return false;
    }
  }
}
