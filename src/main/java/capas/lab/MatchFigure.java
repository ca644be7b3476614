package capas.lab;

import capas.store.Match;
import capas.words.Teller;
import capas.words.Told;
import java.util.List;

/** The course's second figure: a layer in the manifest, in layers.json, and as a folder. */
public record MatchFigure(String image, List<Match> baseFirst) implements Told {

  public MatchFigure {
    baseFirst = List.copyOf(baseFirst);
  }

  @Override
  public String toString() {
    return Teller.told(this, baseFirst);
  }
}
