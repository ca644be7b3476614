package capas.lab;

import capas.store.Biography;
import capas.words.Teller;
import capas.words.Told;

/** The life of one name through the layers of an image. */
public record BiographySeen(String image, Biography biography) implements Told {

  @Override
  public String toString() {
    return Teller.told(this, biography);
  }
}
