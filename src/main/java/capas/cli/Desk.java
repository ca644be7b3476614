package capas.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The folder in which a student works: {@code notebooks/} itself, or, where that may not be
 * written, a copy of one's own, in which nothing is ever overwritten.
 */
final class Desk {

  private final Path notebooks;

  Desk(Path notebooks) {
    this.notebooks = notebooks;
  }

  Path folder() {
    if (Home.writable(notebooks)) {
      return notebooks;
    }
    Path copy = Path.of(System.getProperty("user.home"), "capas-notebooks");
    try (Stream<Path> tree = Files.walk(notebooks)) {
      for (Path file : tree.toList()) {
        copy(file, copy.resolve(notebooks.relativize(file).toString()));
      }
      return copy;
    } catch (IOException | UncheckedIOException e) {
      throw new CommandException.NowhereToWrite(copy.toString());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.isDirectory(from)) {
      Files.createDirectories(to);
    } else if (!Files.exists(to)) {
      // The bytes alone: in a copy with the original's rights a student could not write.
      Files.write(to, Files.readAllBytes(from));
    }
  }
}
