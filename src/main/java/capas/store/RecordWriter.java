package capas.store;

import capas.blob.Digest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of one record on their way to the file, in Go's order; what is empty is left out. */
final class RecordWriter {

  private final JsonMapper mapper;
  private final Map<String, JsonNode> fields = new LinkedHashMap<>();

  RecordWriter(JsonMapper mapper) {
    this.mapper = mapper;
  }

  void text(String key, String text) {
    put(key, mapper.getNodeFactory().textNode(text), text.isEmpty());
  }

  void texts(String key, List<String> texts) {
    ArrayNode list = mapper.createArrayNode();
    texts.forEach(list::add);
    put(key, list, texts.isEmpty());
  }

  void whole(String key, long number) {
    put(key, mapper.getNodeFactory().numberNode(number), number == 0);
  }

  void wholes(String key, List<Long> numbers) {
    ArrayNode list = mapper.createArrayNode();
    numbers.forEach(list::add);
    put(key, list, numbers.isEmpty());
  }

  void time(String key, OffsetDateTime when) {
    text(key, when.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
  }

  void wholesByName(String key, Map<String, Long> numbers) {
    ObjectNode object = mapper.createObjectNode();
    numbers.forEach(object::put);
    put(key, object, numbers.isEmpty());
  }

  void digestsByName(String key, Map<String, Digest> digests) {
    ObjectNode object = mapper.createObjectNode();
    digests.forEach((name, digest) -> object.put(name, digest.text()));
    put(key, object, digests.isEmpty());
  }

  void values(String key, Map<String, String> values) {
    ObjectNode object = mapper.createObjectNode();
    values.forEach((name, value) -> object.set(name, parsed(value)));
    put(key, object, values.isEmpty());
  }

  /** Fields that nobody here knows, after all others. */
  void others(Map<String, String> values) {
    values.forEach((name, value) -> put(name, parsed(value), false));
  }

  ObjectNode inOrder(List<String> order) {
    ObjectNode object = mapper.createObjectNode();
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

  private JsonNode parsed(String json) {
    try {
      return mapper.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
