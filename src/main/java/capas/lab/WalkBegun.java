package capas.lab;

import capas.words.Teller;
import capas.words.Told;
import java.util.List;

/** A walk through a store that waits for its first step. */
public record WalkBegun(String image, List<StoreWalk.Stop> stops) implements Told {

  public WalkBegun {
    stops = List.copyOf(stops);
  }

  @Override
  public String toString() {
    return Teller.told(this, stops);
  }
}
