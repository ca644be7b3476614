package capas.lab;

import capas.image.Image;
import capas.words.Teller;
import capas.words.Told;

/** The steps in which an image was built. */
public record ImageHistory(Image image) implements Told {

  @Override
  public String toString() {
    return Teller.told(this, image);
  }
}
