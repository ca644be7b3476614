package capas.lab;

import capas.layer.LayerEntry;
import capas.linux.FileStatus;
import capas.overlay.MountedOverlay;
import capas.overlay.Observation;
import capas.words.Teller;
import capas.words.Told;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What upper hides of the layers below it. */
public record Whiteouts(List<Hidden> names, List<OpaqueFolder> folders) implements Told {

  /**
   * A whiteout.
   *
   * @param in the lower layers that still have the name
   * @param otherNames names in workdir of the same inode: the reason for its link count
   */
  public record Hidden(LayerEntry.Whiteout whiteout, List<String> in, List<String> otherNames) {
    public Hidden {
      in = List.copyOf(in);
      otherNames = List.copyOf(otherNames);
    }
  }

  /** A folder that hides the content of the folders of its name below it. */
  public record OpaqueFolder(String path, String attribute) {}

  public Whiteouts {
    names = List.copyOf(names);
    folders = List.copyOf(folders);
  }

  /** Looks at upper, and at the names in workdir that share an inode with a whiteout. */
  static Whiteouts in(MountedOverlay overlay, Path labFolder) {
    Observation now = overlay.observe();
    String work = overlay.overlay().workdir() + "/work";
    List<Hidden> names = new ArrayList<>();
    List<OpaqueFolder> folders = new ArrayList<>();
    for (LayerEntry entry : now.layers().get(now.upper()).values()) {
      if (entry instanceof LayerEntry.Whiteout whiteout) {
        List<String> otherNames =
            now.work().stream()
                .map(name -> work + "/" + name)
                .filter(name -> isSameFile(labFolder.resolve(name), whiteout))
                .toList();
        names.add(new Hidden(whiteout, now.lowersWith(whiteout.path()), otherNames));
      } else if (entry instanceof LayerEntry.Folder folder && folder.opaque()) {
        folders.add(
            new OpaqueFolder(folder.path().toString(), now.upper().marks().attribute("opaque")));
      }
    }
    return new Whiteouts(names, folders);
  }

  private static boolean isSameFile(Path name, LayerEntry.Whiteout whiteout) {
    return FileStatus.of(name).inode() == whiteout.status().inode();
  }

  @Override
  public String toString() {
    return Teller.told(this, names);
  }
}
