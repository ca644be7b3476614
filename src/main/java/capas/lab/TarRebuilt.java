package capas.lab;

import capas.store.RebuiltTar;
import capas.words.Teller;
import capas.words.Told;

/**
 * The tar of a layer, made again.
 *
 * @param number of the layer; 1 is the base
 */
public record TarRebuilt(int number, RebuiltTar tar) implements Told {

  @Override
  public String toString() {
    return Teller.told(this, tar.digest().text());
  }
}
