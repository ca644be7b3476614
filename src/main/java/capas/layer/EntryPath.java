package capas.layer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Where an entry of a tar belongs in its layer: {@code ./usr//lib/}, {@code /usr/lib} and {@code
 * usr/share/../lib} are the same. Names have one character for every byte.
 *
 * @param text without slashes at its ends; empty for the top
 */
record EntryPath(String text) {

  static final EntryPath TOP = new EntryPath("");

  /** The kernel takes no more, with the slash before it and the NUL behind it. */
  private static final int LONGEST = 4094;

  /**
   * Cleans a name as it stands in a tar; none if it leads out of the layer.
   *
   * @throws LayerException.PathTooLong if no kernel could open it
   */
  static Optional<EntryPath> of(String name) {
    if (name.length() > LONGEST) {
      throw new LayerException.PathTooLong(TarEntry.shown(name), name.length(), LONGEST);
    }
    if (isClean(name)) {
      return Optional.of(new EntryPath(name));
    }
    Deque<String> names = new ArrayDeque<>();
    for (String step : name.split("/")) {
      switch (step) {
        case "", "." -> {}
        case ".." -> {
          if (names.pollLast() == null) {
            return Optional.empty();
          }
        }
        default -> names.addLast(step);
      }
    }
    return Optional.of(new EntryPath(String.join("/", names)));
  }

  /** Most names need no cleaning. */
  private static boolean isClean(String name) {
    return !name.isEmpty()
        && !name.startsWith("/")
        && !name.startsWith(".")
        && !name.endsWith("/")
        && !name.contains("//")
        && !name.contains("/.");
  }

  boolean isTop() {
    return text.isEmpty();
  }

  /** The last name; empty for the top. */
  String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** The folder that holds it; the top's parent is the top. */
  EntryPath parent() {
    int slash = text.lastIndexOf('/');
    return slash < 0 ? TOP : new EntryPath(text.substring(0, slash));
  }

  byte[] nameInBytes() {
    return TarEntry.bytes(name());
  }
}
