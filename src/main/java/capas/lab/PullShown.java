package capas.lab;

import capas.words.Teller;
import capas.words.Told;
import java.util.List;

/** A pull as it stands at one moment. */
public record PullShown(List<PullLine> lines) implements Told {

  public PullShown {
    lines = List.copyOf(lines);
  }

  @Override
  public String toString() {
    return Teller.told(this, lines);
  }
}
