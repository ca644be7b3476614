package capas.lab;

import capas.words.Teller;
import capas.words.Told;

/** A pull that waits for its first step. */
public record PullBegun(String name) implements Told {

  @Override
  public String toString() {
    return Teller.told(this, name);
  }
}
