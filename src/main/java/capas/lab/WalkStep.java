package capas.lab;

import capas.words.Teller;
import capas.words.Told;
import java.util.List;

/**
 * One stop of a walk through a store, with what is to be seen there.
 *
 * @param number from 1 to {@code of}
 */
public record WalkStep(StoreWalk.Stop stop, int number, int of, List<Told> shown) implements Told {

  public WalkStep {
    shown = List.copyOf(shown);
  }

  @Override
  public String toString() {
    return Teller.told(this, stop + " " + shown);
  }
}
