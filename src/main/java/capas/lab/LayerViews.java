package capas.lab;

import capas.linux.Mounts;
import capas.overlay.MountedOverlay;
import capas.overlay.Observation;
import java.util.List;
import java.util.Optional;

/** The eyes of a lab: they change nothing. */
final class LayerViews {

  private final LabFolder folder;
  private final LayerFiles files;
  private final Recording recording;

  LayerViews(LabFolder folder, LayerFiles files, Recording recording) {
    this.folder = folder;
    this.files = files;
    this.recording = recording;
  }

  MountTable mounts() {
    return folder
        .namespace()
        .call(() ->
            new MountTable(
                Mounts.table().stream()
                    .filter(mount -> mount.type().equals("overlay"))
                    .filter(mount -> mount.place().startsWith(folder.top()))
                    .toList()));
  }

  Whiteouts whiteouts() {
    MountedOverlay overlay = recording.overlay("inspectWhiteouts()");
    return folder.namespace().call(() -> Whiteouts.in(overlay, folder.top()));
  }

  /** Of the mounted overlay, or of these folders where none is mounted. */
  LayerTree tree(List<String> unmounted) {
    if (!recording.isMounted()) {
      return new LayerTree(files.layers(unmounted), List.of(), Optional.empty());
    }
    Observation now = recording.overlay("tree()").observe();
    return new LayerTree(now.layers(), now.work(), Optional.of(now.view()));
  }

  LayerDiagram diagram() {
    Observation now = recording.overlay("diagram()").observe();
    return new LayerDiagram(now.layers(), now.view());
  }

  Checked check(List<Expectation> expectations) {
    MountedOverlay overlay = recording.overlay("check()");
    Observation now = overlay.observe();
    return folder.namespace().call(() -> Checked.of(expectations, now, overlay.place()));
  }
}
