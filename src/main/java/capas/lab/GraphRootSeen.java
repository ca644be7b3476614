package capas.lab;

import capas.linux.FileStatus;
import capas.words.Teller;
import capas.words.Told;
import java.nio.file.Path;
import java.util.List;

/** The names in the top folder of a store, each to be said what it is for. */
public record GraphRootSeen(Path folder, List<Entry> entries) implements Told {

  /** One name. */
  public record Entry(String name, FileStatus status) {}

  public GraphRootSeen {
    entries = List.copyOf(entries);
  }

  @Override
  public String toString() {
    return Teller.told(this, "ls " + folder);
  }
}
