package capas.lab;

import capas.words.Teller;
import capas.words.Told;
import java.util.List;

/** The images that a layout or an archive held. */
public record Loaded(String path, List<String> names) implements Told {

  public Loaded {
    names = List.copyOf(names);
  }

  @Override
  public String toString() {
    return Teller.told(this, names);
  }
}
