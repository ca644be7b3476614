package capas.lab;

import capas.store.Match;
import capas.words.Teller;
import capas.words.Told;
import java.util.List;

/** From each digest of the manifest to its folder, as the course compares them by hand. */
public record MatchSeen(String image, List<Match> baseFirst) implements Told {

  public MatchSeen {
    baseFirst = List.copyOf(baseFirst);
  }

  @Override
  public String toString() {
    return Teller.told(this, baseFirst);
  }
}
