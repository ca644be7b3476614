package capas.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The kernelspecs: templates in {@code lib/kernels}, filled in for this machine. */
final class Kernels {

  private final Home home;
  private final Path folder;
  private final Path archive;

  /**
   * @param folder where Jupyter is told to look for kernels
   */
  Kernels(Home home, Path folder, ClassArchive archive) {
    this.home = home;
    this.folder = folder;
    this.archive = archive.file();
  }

  /** Writes all of them, where they are not written yet. */
  void write() {
    Path templates = home.lib().resolve("kernels");
    try (Stream<Path> tree = Files.walk(templates)) {
      for (Path template : tree.filter(Files::isRegularFile).toList()) {
        Path file = folder.resolve(templates.relativize(template).toString());
        Atomic.write(file, filledIn(template));
      }
    } catch (IOException e) {
      throw new CommandException.Unusable(templates, e);
    }
  }

  private byte[] filledIn(Path template) throws IOException {
    if (!template.toString().endsWith(".json")) {
      return Files.readAllBytes(template);
    }
    return Files.readString(template)
        .replace("@JAVA@", json(home.jdk().resolve("bin/java")))
        // An archive can only lie where this user may write.
        .replace("@LIB@/capas.jsa", json(archive))
        .replace("@LIB@", json(home.lib()))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String json(Path path) {
    return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
