package capas.lab;

import capas.words.Teller;
import capas.words.Told;
import java.util.List;

/** A registry that runs on this machine, and the full names of what it serves. */
public record RegistryStarted(String address, List<String> images) implements Told {

  public RegistryStarted {
    images = List.copyOf(images);
  }

  @Override
  public String toString() {
    return Teller.told(this, address);
  }
}
