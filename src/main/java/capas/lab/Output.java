package capas.lab;

import capas.words.Teller;
import capas.words.Told;
import java.util.List;

/** What several commands show, one after the other. */
public record Output(List<Told> parts) implements Told {

  public Output {
    parts = List.copyOf(parts);
  }

  @Override
  public String toString() {
    return Teller.told(this, parts);
  }
}
