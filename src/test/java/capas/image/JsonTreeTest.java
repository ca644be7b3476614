package capas.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JsonTreeTest {

  private static final JsonTree JSON = new JsonTree(new JsonFactory());
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "true",
        "-0",
        "12",
        "2147483648",
        "123456789012345678901234567890",
        "1.5e-7",
        "1e999999999",
        "-2.5e-999999999",
        "\"\"",
        "\"ñ 😀 \\\" \\\\ \\u0000 \\n /\"",
        "{\"a\":{\"b\":[1,[],{},null,false,\"x\"]},\"\":0}",
        "{\"a\":1,\"b\":2,\"a\":3}",
        " [ 1 , { \"a\" : [ ] } ] "
      })
  void reads_and_writes_as_jacksons_own_mapper_does(String document) throws Exception {
    assertEquals(MAPPER.readTree(document), JSON.read(document));
    assertEquals(MAPPER.readTree(document), JSON.read(document.getBytes(StandardCharsets.UTF_8)));
    assertEquals(
        MAPPER.writeValueAsString(MAPPER.readTree(document)), JSON.text(JSON.read(document)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "[1,]", "{\"a\"}", "{\"a\":}", "[1] 2", "{} }", "nul", "'a'", "01", "NaN"})
  void refuses_what_is_no_json_as_jacksons_own_mapper_does(String document) {
    assertThrows(JsonProcessingException.class, () -> MAPPER.readTree(document));
    assertThrows(JsonProcessingException.class, () -> JSON.read(document));
  }

  @Test
  void a_number_keeps_its_digits() throws Exception {
    assertEquals(
        "[1.10,0.10000000000000000001]", JSON.text(JSON.read("[1.10,0.10000000000000000001]")));
  }

  @Test
  void half_a_character_is_written_as_it_was_read() throws Exception {
    for (String half : List.of("[\"\\uD800\"]", "[\"\\uD800x\"]", "[\"\\uDC00\"]")) {
      assertEquals(JSON.read(half), JSON.read(JSON.bytes(JSON.read(half))), half);
    }
  }

  @Test
  void nothing_is_a_missing_value() throws Exception {
    assertTrue(JSON.read("").isMissingNode());
    assertTrue(JSON.read(new byte[0]).isMissingNode());
  }

  @Test
  void is_as_deep_as_its_factory_allows_and_no_deeper() throws Exception {
    JsonTree shallow =
        new JsonTree(
            JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(3).build())
                .build());
    assertEquals(1, shallow.read("[[[1]]]").size());
    assertThrows(JsonProcessingException.class, () -> shallow.read("[[[[1]]]]"));
    assertThrows(
        JsonProcessingException.class, () -> JSON.read("[".repeat(100_000) + "]".repeat(100_000)));
  }
}
