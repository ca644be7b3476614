package capas.lab;

import capas.layer.Marks;
import capas.linux.Mounts;
import capas.overlay.Overlay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The folders that a student has made for an overlay, before it is mounted. */
final class LayerMaking {

  private static final String UPPER = "upper";
  private static final String WORK = "work";
  private static final String MERGED = "merged";

  /** The texts of the course: they are data, and alike in both languages. */
  static final Map<String, String> COURSE_LOWER =
      Map.of(
          "f1", "Fichero 1 en la capa lower",
          "f2", "Fichero 2 en la capa lower",
          "f3", "Fichero 3 en la capa lower");

  static final Map<String, String> COURSE_UPPER =
      Map.of("f3", "Fichero 3 en la capa upper", "f4", "Fichero 4 en la capa upper");

  private final LabFolder folder;
  private final LayerFiles files;
  private final Recording recording;
  private final List<String> lowers = new ArrayList<>();
  private boolean hasUpper;

  LayerMaking(LabFolder folder, LayerFiles files, Recording recording) {
    this.folder = folder;
    this.files = files;
    this.recording = recording;
  }

  Step lower(String name, Map<String, String> content) {
    refuseWhileMounted("createLower(\"" + name + "\")");
    List<String> commands = files.makeLayer(name, content);
    lowers.add(name);
    return recording.told(commands, files.list(name));
  }

  Step upper(Map<String, String> content) {
    refuseWhileMounted("createUpper()");
    List<String> commands = new ArrayList<>(files.makeLayer(UPPER, content));
    for (String name : List.of(WORK, MERGED)) {
      commands.addAll(files.makeLayer(name, Map.of()));
    }
    hasUpper = true;
    return recording.told(commands, files.list(UPPER));
  }

  Step whiteout(String name) {
    refuseWhileMounted("makeWhiteout(\"" + name + "\")");
    return recording.told(List.of(files.makeWhiteout(UPPER + "/" + name)), files.list(UPPER));
  }

  Step tmpfs(String name) {
    List<String> commands = new ArrayList<>(files.makeLayer(name, Map.of()));
    folder
        .namespace()
        .run(() -> Mounts.mount("tmpfs", "tmpfs", files.place(name).toString(), "mode=755"));
    commands.add("mount -t tmpfs tmpfs " + Shell.word(name));
    return recording.told(commands, files.list(name));
  }

  /** Of the layers made so far. */
  Overlay overlay(List<String> options) {
    if (lowers.isEmpty() || !hasUpper) {
      throw new LabRefusedException.LayersMissing();
    }
    return overlay(lowers, UPPER, WORK, MERGED, options);
  }

  Overlay overlay(
      List<String> lowerdir, String upperdir, String workdir, String merged, List<String> options) {
    List<String> all = new ArrayList<>(options);
    if (Marks.ofThisProcess() == Marks.USER) {
      all.add("userxattr");
    }
    return new Overlay(lowerdir, upperdir, workdir, merged, all);
  }

  /** Upper first, then the lowers, topmost first: those made so far. */
  List<String> topFirst() {
    List<String> names = new ArrayList<>(hasUpper ? List.of(UPPER) : List.of());
    names.addAll(lowers);
    return names;
  }

  /** The folders are gone. */
  void forget() {
    lowers.clear();
    hasUpper = false;
  }

  private void refuseWhileMounted(String step) {
    if (recording.isMounted()) {
      throw new LabRefusedException.LayersInUse(step);
    }
  }
}
