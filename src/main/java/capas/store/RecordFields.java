package capas.store;

import capas.blob.Digest;
import capas.image.JsonTree;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/**
 * The fields of one record, each taken once; what nobody took is the rest. {@code null} is taken
 * for a missing field, as Go does.
 */
final class RecordFields {

  private static final int LONGEST_NAME = 255;

  private final Path file;
  private final int number;
  private final JsonTree json;
  private final ObjectNode left;

  /**
   * @param number the record's place in the list, from 0
   * @param json writes what stays JSON
   */
  RecordFields(Path file, int number, JsonTree json, ObjectNode record) {
    this.file = file;
    this.number = number;
    this.json = json;
    this.left = record;
  }

  String requiredName(String key) {
    return name(key).orElseThrow(() -> fault(key, "missing"));
  }

  Optional<String> name(String key) {
    Optional<String> text = text(key).filter(value -> !value.isEmpty());
    if (text.isPresent() && !isName(text.get())) {
      throw fault(key, "not-a-name", StoreException.quote(text.get()));
    }
    return text;
  }

  /** An ID becomes the name of a folder. There are thousands, so that a pattern takes long. */
  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!plain && (i == 0 || c != '_' && c != '.' && c != '-')) {
        return false;
      }
    }
    return text.length() <= LONGEST_NAME;
  }

  Optional<String> text(String key) {
    return take(key).map(node -> text(key, node));
  }

  private String text(String key, JsonNode node) {
    if (!node.isTextual()) {
      throw fault(key, "not-a-text");
    }
    return node.textValue();
  }

  List<String> texts(String key) {
    return list(key, this::text);
  }

  OptionalLong whole(String key) {
    Optional<JsonNode> node = take(key);
    return node.isPresent() ? OptionalLong.of(whole(key, node.get())) : OptionalLong.empty();
  }

  private long whole(String key, JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw fault(key, "not-a-whole-number");
    }
    return node.longValue();
  }

  List<Long> wholes(String key) {
    return list(key, this::whole);
  }

  Optional<Digest> digest(String key) {
    return take(key).flatMap(node -> digest(key, node));
  }

  /** Some tools write an empty text for none. */
  private Optional<Digest> digest(String key, JsonNode node) {
    String text = text(key, node);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Digest.find(text)
            .orElseThrow(() -> fault(key, "not-a-digest", StoreException.quote(text))));
  }

  Optional<OffsetDateTime> time(String key) {
    return text(key)
        .map(text -> {
          try {
            return OffsetDateTime.parse(text);
          } catch (DateTimeException e) {
            throw fault(key, "not-a-time", StoreException.quote(text));
          }
        });
  }

  Map<String, Long> wholesByName(String key) {
    return map(key, (name, node) -> Optional.of(whole(name, node)));
  }

  Map<String, Digest> digestsByName(String key) {
    return map(key, this::digest);
  }

  /** The values of an object, each as JSON. */
  Map<String, String> values(String key) {
    return map(key, (name, node) -> Optional.of(json.text(node)));
  }

  /** What was not taken, each as JSON. */
  Map<String, String> rest() {
    Map<String, String> rest = new LinkedHashMap<>();
    left.properties().forEach(field -> rest.put(field.getKey(), json.text(field.getValue())));
    return rest;
  }

  private Optional<JsonNode> take(String key) {
    return Optional.ofNullable(left.remove(key)).filter(node -> !node.isNull());
  }

  private <T> List<T> list(String key, BiFunction<String, JsonNode, T> read) {
    List<T> found = new ArrayList<>();
    take(key)
        .ifPresent(node -> {
          if (!node.isArray()) {
            throw fault(key, "not-a-list");
          }
          node.forEach(each -> found.add(read.apply(key, each)));
        });
    return found;
  }

  private <T> Map<String, T> map(String key, BiFunction<String, JsonNode, Optional<T>> read) {
    Map<String, T> found = new LinkedHashMap<>();
    take(key)
        .ifPresent(node -> {
          if (!node.isObject()) {
            throw fault(key, "not-an-object");
          }
          for (Map.Entry<String, JsonNode> field : node.properties()) {
            read.apply(key + "." + field.getKey(), field.getValue())
                .ifPresent(value -> found.put(field.getKey(), value));
          }
        });
    return found;
  }

  private StoreException fault(String key, String fault, Object... facts) {
    return StoreException.MalformedList.of(file, "[" + number + "]." + key, fault, facts);
  }
}
