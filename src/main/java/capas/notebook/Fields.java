package capas.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;

/**
 * Builds the JSON of a message. Gson's trees are used without its reflection, which would cost a
 * tenth of a second of every start.
 */
final class Fields {

  private Fields() {}

  /** Names and values in turn. */
  static JsonObject of(Object... namesAndValues) {
    JsonObject object = new JsonObject();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.add((String) namesAndValues[i], json(namesAndValues[i + 1]));
    }
    return object;
  }

  /** A value of the JDK as JSON; what JSON has no word for becomes its text. */
  static JsonElement json(Object value) {
    return switch (value) {
      case null -> JsonNull.INSTANCE;
      case JsonElement element -> element;
      case Boolean truth -> new JsonPrimitive(truth);
      case Number number -> new JsonPrimitive(number);
      case Map<?, ?> map -> {
        JsonObject object = new JsonObject();
        map.forEach((name, part) -> object.add(String.valueOf(name), json(part)));
        yield object;
      }
      case Iterable<?> parts -> {
        JsonArray array = new JsonArray();
        parts.forEach(part -> array.add(json(part)));
        yield array;
      }
      default -> new JsonPrimitive(value.toString());
    };
  }
}
