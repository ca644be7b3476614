package capas.lab;

import capas.store.DiskUsage;
import capas.store.Sharing;
import capas.words.Teller;
import capas.words.Told;

/**
 * Which layers the images of a store have in common.
 *
 * @param onDisk what all layers together really take
 */
public record SharedSeen(Sharing sharing, DiskUsage onDisk) implements Told {

  @Override
  public String toString() {
    return Teller.told(this, sharing);
  }
}
