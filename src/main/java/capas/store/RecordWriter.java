package capas.store;

import capas.blob.Digest;
import capas.image.JsonTree;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of one record on their way to the file, in Go's order; what is empty is left out. */
final class RecordWriter {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonTree json;
  private final Map<String, JsonNode> fields = new LinkedHashMap<>();

  RecordWriter(JsonTree json) {
    this.json = json;
  }

  void text(String key, String text) {
    put(key, NODES.textNode(text), text.isEmpty());
  }

  void texts(String key, List<String> texts) {
    ArrayNode list = NODES.arrayNode();
    texts.forEach(list::add);
    put(key, list, texts.isEmpty());
  }

  void whole(String key, long number) {
    put(key, NODES.numberNode(number), number == 0);
  }

  void wholes(String key, List<Long> numbers) {
    ArrayNode list = NODES.arrayNode();
    numbers.forEach(list::add);
    put(key, list, numbers.isEmpty());
  }

  void time(String key, OffsetDateTime when) {
    text(key, when.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
  }

  void wholesByName(String key, Map<String, Long> numbers) {
    ObjectNode object = NODES.objectNode();
    numbers.forEach(object::put);
    put(key, object, numbers.isEmpty());
  }

  void digestsByName(String key, Map<String, Digest> digests) {
    ObjectNode object = NODES.objectNode();
    digests.forEach((name, digest) -> object.put(name, digest.text()));
    put(key, object, digests.isEmpty());
  }

  void values(String key, Map<String, String> values) {
    ObjectNode object = NODES.objectNode();
    values.forEach((name, value) -> object.set(name, parsed(value)));
    put(key, object, values.isEmpty());
  }

  /** Fields that nobody here knows, after all others. */
  void others(Map<String, String> values) {
    values.forEach((name, value) -> put(name, parsed(value), false));
  }

  ObjectNode inOrder(List<String> order) {
    ObjectNode object = NODES.objectNode();
    for (String key : order) {
      if (fields.containsKey(key)) {
        object.set(key, fields.remove(key));
      }
    }
    object.setAll(fields);
    return object;
  }

  private void put(String key, JsonNode value, boolean isEmpty) {
    if (!isEmpty) {
      fields.put(key, value);
    }
  }

  private JsonNode parsed(String value) {
    try {
      return json.read(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
