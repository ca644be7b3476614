package capas.lab;

import capas.layer.LayerEntry;
import capas.layer.LayerPath;
import capas.overlay.MergedView;
import capas.overlay.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One thing that should be true of an overlay, looked up in its real state. */
public sealed interface Expectation {

  /** The name shows in merged, and comes from this layer. */
  record Seen(String name, String layer) implements Expectation {}

  /** The name does not show, because a whiteout in upper hides it. */
  record Hidden(String name) implements Expectation {}

  /** The name shows nowhere, and no whiteout was needed. */
  record Absent(String name) implements Expectation {}

  /** The file shows this text, its last line end not counted. */
  record Text(String name, String text) implements Expectation {}

  static Expectation seen(String name, String layer) {
    return new Seen(name, layer);
  }

  static Expectation hidden(String name) {
    return new Hidden(name);
  }

  static Expectation absent(String name) {
    return new Absent(name);
  }

  static Expectation text(String name, String text) {
    return new Text(name, text);
  }

  String name();

  /** What there is: a layer's name, {@code whiteout}, the text, or nothing at all. */
  default Optional<String> actual(Observation now, Path merged) {
    LayerPath path = LayerPath.parse(name());
    if (this instanceof Text && now.view().find(path).isPresent()) {
      try {
        return Optional.of(Files.readString(path.in(merged)).stripTrailing());
      } catch (IOException e) {
        return Optional.empty();
      }
    }
    if (now.layers().get(now.upper()).get(path) instanceof LayerEntry.Whiteout) {
      return Optional.of("whiteout");
    }
    return now.view().find(path).map(MergedView.Name::layer).map(layer -> layer.name());
  }

  /** The same of what is asked for. */
  default Optional<String> expected() {
    return switch (this) {
      case Seen seen -> Optional.of(seen.layer());
      case Hidden hidden -> Optional.of("whiteout");
      case Absent absent -> Optional.empty();
      case Text text -> Optional.of(text.text());
    };
  }
}
