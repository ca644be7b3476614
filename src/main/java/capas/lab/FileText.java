package capas.lab;

import capas.words.Teller;
import capas.words.Told;

/**
 * What {@code cat NAME} shows.
 *
 * @param name from the lab's folder, such as {@code merged/f1}
 */
public record FileText(String name, String text) implements Told {

  @Override
  public String toString() {
    return Teller.told(this, text);
  }
}
