package capas.notebook;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * A message from a client.
 *
 * @param senders the way back: the answer starts with these
 * @param header goes into the answer as its {@code parent_header}
 */
record Message(List<byte[]> senders, JsonObject header, JsonObject content) {

  String type() {
    return header.get("msg_type").getAsString();
  }

  /** {@code execute_reply} for {@code execute_request}. */
  String answerType() {
    return type().replace("_request", "_reply");
  }

  String text(String name, String otherwise) {
    JsonElement value = content.get(name);
    return value == null || value.isJsonNull() ? otherwise : value.getAsString();
  }

  boolean truth(String name, boolean otherwise) {
    JsonElement value = content.get(name);
    return value == null || value.isJsonNull() ? otherwise : value.getAsBoolean();
  }

  int number(String name) {
    JsonElement value = content.get(name);
    return value == null || value.isJsonNull() ? 0 : value.getAsInt();
  }
}
