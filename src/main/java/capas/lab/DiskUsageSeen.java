package capas.lab;

import capas.store.DiskUsage;
import capas.words.Teller;
import capas.words.Told;
import java.util.List;

/** What the folders of a store take on the disk. */
public record DiskUsageSeen(List<Line> lines) implements Told {

  /** One folder, by its name from the graphroot. */
  public record Line(String folder, DiskUsage usage) {}

  public DiskUsageSeen {
    lines = List.copyOf(lines);
  }

  @Override
  public String toString() {
    return Teller.told(this, lines);
  }
}
