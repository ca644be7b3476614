package capas.lab;

import capas.layer.LayerPath;
import capas.overlay.MountedOverlay;
import capas.overlay.Observation;
import capas.words.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Watches the layers before and after each command, and makes the {@link Step} of it. */
final class Recording {

  private final LayerFiles files;
  private final List<Prediction> predictions = new ArrayList<>();
  private Optional<MountedOverlay> mounted = Optional.empty();

  Recording(LayerFiles files) {
    this.files = files;
  }

  boolean isMounted() {
    return mounted.isPresent();
  }

  /** The overlay, for a step that needs one. */
  MountedOverlay overlay(String step) {
    return mounted.orElseThrow(() -> new LabRefusedException.NotMounted(step));
  }

  void began(MountedOverlay overlay) {
    mounted = Optional.of(overlay);
  }

  void ended() {
    mounted = Optional.empty();
    predictions.clear();
  }

  void expect(Prediction prediction) {
    predictions.add(prediction);
  }

  /** A step that changed nothing through the overlay. */
  Step told(List<String> commands, Told... shown) {
    return new Step(
        commands,
        List.of(shown),
        Optional.empty(),
        mounted.map(overlay -> overlay.observe().view()),
        List.of());
  }

  /** A step in one folder of merged, with that folder shown as merged and upper have it. */
  Step change(LayerPath folder, Supplier<String> command) {
    if (mounted.isEmpty()) {
      return told(List.of(command.get()));
    }
    MountedOverlay overlay = mounted.get();
    Observation before = overlay.observe();
    String done = command.get();
    Observation after = overlay.observe();
    List<Told> shown = new ArrayList<>();
    for (String layer : List.of(overlay.overlay().merged(), overlay.overlay().upperdir())) {
      String name = folder.isTop() ? layer : layer + "/" + folder;
      if (files.isFolder(name)) {
        shown.add(files.list(name));
      }
    }
    return new Step(
        List.of(done),
        shown,
        Optional.of(before.changesTo(after)),
        Optional.of(after.view()),
        outcomes());
  }

  private List<Prediction.Outcome> outcomes() {
    List<Prediction.Outcome> outcomes =
        predictions.stream()
            .map(prediction ->
                new Prediction.Outcome(prediction, files.namesIn(prediction.folder())))
            .toList();
    predictions.clear();
    return outcomes;
  }
}
