package capas.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

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
    // No switch over types: the JVM makes a class for it at the first start of every notebook.
    if (value == null) {
      return JsonNull.INSTANCE;
    } else if (value instanceof JsonElement element) {
      return element;
    } else if (value instanceof Boolean truth) {
      return new JsonPrimitive(truth);
    } else if (value instanceof Number number) {
      return new JsonPrimitive(number);
    } else if (value instanceof Iterable<?> parts) {
      JsonArray array = new JsonArray();
      parts.forEach(part -> array.add(json(part)));
      return array;
    }
    return new JsonPrimitive(value.toString());
  }
}
