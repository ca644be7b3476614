package capas.lab;

import capas.linux.MountPoint;
import capas.words.Teller;
import capas.words.Told;
import java.util.List;

/** What {@code mount -t overlay} shows: the overlays that the lab's processes see. */
public record MountTable(List<MountPoint> lines) implements Told {

  public MountTable {
    lines = List.copyOf(lines);
  }

  @Override
  public String toString() {
    return Teller.told(this, "mount -t overlay");
  }
}
