package capas.lab;

import capas.image.PullCost;
import capas.words.Teller;
import capas.words.Told;

/** What a pull would fetch. */
public record Cost(String name, PullCost cost) implements Told {

  @Override
  public String toString() {
    return Teller.told(this, name);
  }
}
