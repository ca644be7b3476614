package capas.lab;

import capas.image.ImageComparison;
import capas.words.Teller;
import capas.words.Told;

/** Two pulled images under the names that the student gave. */
public record Comparison(String first, String second, ImageComparison shared) implements Told {

  @Override
  public String toString() {
    return Teller.told(this, first + " " + second);
  }
}
