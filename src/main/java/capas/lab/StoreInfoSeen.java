package capas.lab;

import capas.store.StoreInfo;
import capas.words.Teller;
import capas.words.Told;
import java.util.Map;
import java.util.Optional;

/**
 * What we found out about a store, and what the real {@code podman info} says of it.
 *
 * @param podmans by the same keys; nothing where Podman does not answer
 */
public record StoreInfoSeen(StoreInfo ours, Optional<Map<String, String>> podmans) implements Told {

  @Override
  public String toString() {
    return Teller.told(this, ours.facts());
  }
}
