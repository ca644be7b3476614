package capas.lab;

import capas.store.StorageConf;
import capas.words.Teller;
import capas.words.Told;

/** Where the store lies, and which file says so. */
public record ConfigurationSeen(StorageConf conf) implements Told {

  @Override
  public String toString() {
    return Teller.told(this, conf);
  }
}
