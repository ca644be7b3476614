package capas.lab;

import capas.store.Driver;
import capas.words.Teller;
import capas.words.Told;
import java.nio.file.Path;
import java.util.List;

/** The drivers of containers/storage, and which of them a store in this folder could use. */
public record DriversSeen(Path graphroot, List<Driver> drivers) implements Told {

  public DriversSeen {
    drivers = List.copyOf(drivers);
  }

  @Override
  public String toString() {
    return Teller.told(this, drivers);
  }
}
