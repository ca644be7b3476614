package capas.lab;

import capas.words.Teller;
import capas.words.Told;
import java.nio.charset.StandardCharsets;

/**
 * A JSON file as it came.
 *
 * @param name from the layout's folder
 */
public record JsonSeen(String name, String text) implements Told {

  static JsonSeen of(String name, byte[] bytes) {
    return new JsonSeen(name, new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return Teller.told(this, text);
  }
}
