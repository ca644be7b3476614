package capas.lab;

import capas.image.Conversion;
import capas.image.ManifestFormat;
import capas.words.Teller;
import capas.words.Told;

/** A manifest in the other format. */
public record Converted(ManifestFormat format, Conversion conversion) implements Told {

  @Override
  public String toString() {
    return Teller.told(this, format);
  }
}
