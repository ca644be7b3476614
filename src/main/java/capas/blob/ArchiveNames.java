package capas.blob;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Names of files in an archive, compared without touching any disk. */
final class ArchiveNames {

  private ArchiveNames() {}

  /** The name without {@code .} and doubled slashes; empty if it leads out of the archive. */
  static Optional<String> normal(String name) {
    if (name.startsWith("/") || name.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    Deque<String> words = new ArrayDeque<>();
    for (String word : name.split("/")) {
      if (word.equals("..")) {
        if (words.isEmpty()) {
          return Optional.empty();
        }
        words.removeLast();
      } else if (!word.isEmpty() && !word.equals(".")) {
        words.addLast(word);
      }
    }
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join("/", words));
  }

  /** What a symbolic link of this name means inside the archive. */
  static Optional<String> target(String link, String target) {
    if (target.startsWith("/")) {
      return Optional.empty();
    }
    int slash = link.lastIndexOf('/');
    return normal(slash < 0 ? target : link.substring(0, slash + 1) + target);
  }

  /** Whether it climbs, be it inside the archive only: no tool writes such a name. */
  static boolean climbs(String name) {
    return ("/" + name + "/").contains("/../");
  }
}
