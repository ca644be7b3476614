package capas.lesson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Makes the outputs of a notebook the same in every run and on every machine: what changes by
 * itself (folders made for one run, times, inode numbers) gets a fixed, plausible value.
 */
final class Mask {

  private static final Map<Pattern, String> FIXED = new LinkedHashMap<>();

  static {
    FIXED.put(Pattern.compile("(/var)?/tmp/capas-[A-Za-z0-9_-]+"), "/var/tmp/capas-lab");
    FIXED.put(
        Pattern.compile(
            "\\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ 0-3]\\d [0-2]\\d:[0-5]\\d\\b"),
        "Mar 22 08:13");
    FIXED.put(
        Pattern.compile(
            "\\b20\\d\\d-[01]\\d-[0-3]\\d([ T])[0-2]\\d:[0-5]\\d(:[0-5]\\d(\\.\\d+)?)?"),
        "2026-03-22$108:13");
    FIXED.put(Pattern.compile("(?<=work/work/)#[0-9a-f]+"), "#3");
    FIXED.put(Pattern.compile("\\b127\\.0\\.0\\.1:\\d{4,5}\\b"), "127.0.0.1:5000");
    FIXED.put(Pattern.compile("@[0-9a-f]{5,16}\\b"), "@1b2c3d");
  }

  /** The outputs of one cell, which is the {@code step}-th of its notebook. */
  ArrayNode outputs(ArrayNode outputs, int step) {
    ArrayNode masked = (ArrayNode) masked(outputs);
    for (JsonNode output : masked) {
      if (output.has("execution_count")) {
        ((ObjectNode) output).put("execution_count", step);
      }
      ((ObjectNode) output).remove("transient");
    }
    return masked;
  }

  private JsonNode masked(JsonNode node) {
    if (node.isTextual()) {
      return TextNode.valueOf(text(node.asText()));
    }
    JsonNode copy = node.deepCopy();
    if (copy instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(masked(field.getValue())));
    } else if (copy instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, masked(array.get(i)));
      }
    }
    return copy;
  }

  String text(String text) {
    String result = text;
    for (var rule : FIXED.entrySet()) {
      result = rule.getKey().matcher(result).replaceAll(rule.getValue());
    }
    return result;
  }
}
