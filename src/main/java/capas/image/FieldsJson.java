package capas.image;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The fields of a JSON object that came from outside. Every refusal names the document and the
 * place in it. {@code null} is taken for a missing field, since Go writes it for empty lists.
 */
final class FieldsJson {

  private static final int DEEPEST = 64;
  // Each may become an object in memory; the longest real manifests have some thousands.
  private static final int MOST_TOKENS = 400_000;
  private static final int LONGEST_NUMBER = 30;

  /** How a refusal names the place in a document that is a list. */
  private static final String LIST = "list";

  private static final JsonTree JSON =
      new JsonTree(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(DEEPEST)
                      .maxTokenCount(MOST_TOKENS)
                      .maxNumberLength(LONGEST_NUMBER)
                      .build())
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build());

  private final String document;
  private final String place;
  private final JsonNode object;

  private FieldsJson(String document, String place, JsonNode object) {
    this.document = document;
    this.place = place;
    this.object = object;
  }

  /**
   * Reads a whole document.
   *
   * @throws ImageException.MalformedImage if it is longer than this, is not UTF-8, not JSON, no
   *     object, or says a name twice
   */
  static FieldsJson read(String document, byte[] bytes, int longestInBytes) {
    FieldsJson nothing = nothing(document);
    JsonNode root = tree(document, bytes, longestInBytes);
    if (!root.isObject()) {
      throw nothing.fault("", "not-an-object");
    }
    return new FieldsJson(document, "", root);
  }

  /** The same of a document that is a list of objects. */
  static List<FieldsJson> readList(String document, byte[] bytes, int longestInBytes, int most) {
    JsonNode root = tree(document, bytes, longestInBytes);
    return new FieldsJson(document, "", JsonNodeFactory.instance.objectNode().set(LIST, root))
        .objects(LIST, most);
  }

  private static FieldsJson nothing(String document) {
    return new FieldsJson(document, "", JsonNodeFactory.instance.objectNode());
  }

  private static JsonNode tree(String document, byte[] bytes, int longestInBytes) {
    FieldsJson nothing = nothing(document);
    if (bytes.length > longestInBytes) {
      throw nothing.fault("", "too-long", bytes.length, longestInBytes);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return JSON.read(text);
    } catch (CharacterCodingException e) {
      throw nothing.fault("", "not-utf-8");
    } catch (JsonProcessingException e) {
      throw nothing.fault("", "not-json", ImageException.quote(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean has(String name) {
    return object.hasNonNull(name);
  }

  Optional<String> text(String name) {
    return find(name)
        .map(node -> {
          if (!node.isTextual()) {
            throw fault(name, "not-a-text");
          }
          return node.textValue();
        });
  }

  String requiredText(String name) {
    return text(name).orElseThrow(() -> fault(name, "missing"));
  }

  OptionalLong whole(String name) {
    Optional<JsonNode> number = find(name);
    if (number.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!number.get().isIntegralNumber() || !number.get().canConvertToLong()) {
      throw fault(name, "not-a-whole-number");
    }
    return OptionalLong.of(number.get().longValue());
  }

  long requiredWhole(String name) {
    return whole(name).orElseThrow(() -> fault(name, "missing"));
  }

  boolean truth(String name) {
    return find(name)
        .map(node -> {
          if (!node.isBoolean()) {
            throw fault(name, "not-a-truth-value");
          }
          return node.booleanValue();
        })
        .orElse(false);
  }

  Optional<FieldsJson> object(String name) {
    return find(name).map(node -> below(name, node));
  }

  FieldsJson requiredObject(String name) {
    return object(name).orElseThrow(() -> fault(name, "missing"));
  }

  List<FieldsJson> objects(String name, int most) {
    List<FieldsJson> found = new ArrayList<>();
    for (JsonNode node : array(name, most)) {
      found.add(below(name + "[" + found.size() + "]", node));
    }
    return found;
  }

  List<String> texts(String name, int most) {
    List<String> found = new ArrayList<>();
    for (JsonNode node : array(name, most)) {
      if (!node.isTextual()) {
        throw fault(name + "[" + found.size() + "]", "not-a-text");
      }
      found.add(node.textValue());
    }
    return found;
  }

  /** The texts of an object, by their names. */
  Map<String, String> textsByName(String name) {
    Map<String, String> found = new LinkedHashMap<>();
    object(name)
        .ifPresent(fields -> {
          for (Map.Entry<String, JsonNode> field : fields.object.properties()) {
            found.put(field.getKey(), fields.requiredText(field.getKey()));
          }
        });
    return found;
  }

  /** The names in an object whose values say nothing, as Go writes a set. */
  List<String> names(String name) {
    List<String> found = new ArrayList<>();
    object(name).ifPresent(fields -> fields.object.fieldNames().forEachRemaining(found::add));
    return found;
  }

  /**
   * Every field but these, as JSON.
   *
   * @throws ImageException.MalformedImage if a field differs from one of these in the case of its
   *     letters only: programs in Go would read it as that one, and others would not
   */
  Map<String, String> othersThan(Set<String> known) {
    Map<String, String> others = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!known.contains(field.getKey())) {
        known.stream()
            .filter(name -> name.equalsIgnoreCase(field.getKey()))
            .findFirst()
            .ifPresent(name -> {
              throw fault(field.getKey(), "case-differs", name);
            });
        others.put(field.getKey(), JSON.text(field.getValue()));
      }
    }
    return others;
  }

  ImageException.MalformedImage fault(String name, String fault, Object... facts) {
    return ImageException.MalformedImage.of(document, at(name), fault, facts);
  }

  private Optional<JsonNode> find(String name) {
    return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
  }

  private Iterable<JsonNode> array(String name, int most) {
    Optional<JsonNode> node = find(name);
    if (node.isPresent() && !node.get().isArray()) {
      throw fault(name, "not-a-list");
    }
    if (node.isPresent() && node.get().size() > most) {
      throw fault(name, "too-many", node.get().size(), most);
    }
    return node.<Iterable<JsonNode>>map(list -> list).orElse(List.of());
  }

  private FieldsJson below(String name, JsonNode node) {
    if (!node.isObject()) {
      throw fault(name, "not-an-object");
    }
    return new FieldsJson(document, at(name), node);
  }

  private String at(String name) {
    if (place.isEmpty() && name.isEmpty()) {
      return "$";
    }
    return place.isEmpty() || name.isEmpty() ? place + name : place + "." + name;
  }
}
