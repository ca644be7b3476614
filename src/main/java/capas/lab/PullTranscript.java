package capas.lab;

import capas.blob.Digest;
import capas.registry.Pull;
import capas.registry.PullEvent;
import capas.registry.PullListener;
import capas.registry.PulledImage;
import capas.words.CapasException;
import capas.words.Screen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Turns the events of a pull into the lines of its transcript, and shows them as they change. */
final class PullTranscript implements PullListener {

  private final Screen.Showing screen;
  private final Map<Object, PullLine> lines = new LinkedHashMap<>();
  private final Map<Digest, Instant> begun = new HashMap<>();

  /** It comes before the layers, and is told after them, as Podman does. */
  private PullEvent config;

  private PullTranscript(Screen.Showing screen) {
    this.screen = screen;
  }

  /** Pulls, and shows meanwhile what happens, where there is a screen for it. */
  static Pulled of(Pull pull, Function<Pull, PulledImage> how) {
    try (Screen.Showing screen = Screen.open()) {
      PullTranscript transcript = new PullTranscript(screen);
      try {
        PulledImage image = how.apply(pull.listening(transcript));
        return new Pulled(image, screen.isSeen() ? List.of() : transcript.lines());
      } catch (CapasException refused) {
        transcript.stop();
        throw refused;
      }
    }
  }

  private List<PullLine> lines() {
    return new ArrayList<>(lines.values());
  }

  @Override
  public void on(PullEvent event) {
    switch (event) {
      case PullEvent.LayersFound found ->
          found.baseFirst().forEach(layer -> begin(layer.digest(), 0, layer.sizeInBytes()));
      case PullEvent.BlobStarted started ->
          begin(started.blob(), started.bytesHere(), started.bytesTotal());
      case PullEvent.BlobProgress progress ->
          layer(
              progress.blob(), progress.bytesHere(), progress.bytesTotal(), PullLine.State.COMING);
      case PullEvent.BlobDone done ->
          layer(done.blob(), done.bytesTotal(), done.bytesTotal(), PullLine.State.DONE);
      case PullEvent.BlobAlreadyHere here ->
          layer(here.blob(), here.bytesTotal(), here.bytesTotal(), PullLine.State.ALREADY_HERE);
      case PullEvent.ConfigDone done -> {
        config = done;
      }
      case PullEvent.ManifestWritten written -> {
        happened(config);
        happened(written);
      }
      default -> happened(event);
    }
    screen.show(new PullShown(lines()));
  }

  private void happened(PullEvent event) {
    lines.put(lines.size(), new PullLine.Happened(event));
  }

  /** Nothing more comes: what was on its way is told so. */
  private void stop() {
    lines.replaceAll((key, line) ->
        line instanceof PullLine.Layer layer && layer.state() == PullLine.State.COMING
            ? layer.in(PullLine.State.STOPPED)
            : line);
    screen.show(new PullShown(lines()));
  }

  private void begin(Digest blob, long here, long total) {
    begun.put(blob, Instant.now());
    lines.put(
        blob, new PullLine.Layer(blob, here, here, total, Duration.ZERO, PullLine.State.COMING));
  }

  private void layer(Digest blob, long here, long total, PullLine.State state) {
    long before = lines.get(blob) instanceof PullLine.Layer earlier ? earlier.bytesBefore() : here;
    Duration since = Duration.between(begun.getOrDefault(blob, Instant.now()), Instant.now());
    lines.put(blob, new PullLine.Layer(blob, here, before, total, since, state));
  }
}
