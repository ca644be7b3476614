package capas.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The kernel's classes as the JVM keeps them in memory, which halves its start. Made once for each
 * build and each JDK; without it, or with one that does not fit, the kernel only starts slower.
 *
 * @see <a href="https://openjdk.org/jeps/350">JEP 350: Dynamic CDS Archives</a>
 */
final class ClassArchive {

  private static final String AT_MOST_SECONDS = "60";

  private final Home home;
  private final Path file;

  ClassArchive(Home home, Path state) {
    this.home = home;
    this.file = state.resolve("capas-" + Runtime.version() + ".jsa");
  }

  Path file() {
    return file;
  }

  /** Makes the archive where there is none, or one older than the jar. */
  void make() {
    try {
      if (Files.exists(file) && isNewerThan(home.jar())) {
        return;
      }
      System.err.println(Main.phrases().say("archiving"));
      Path part = file.resolveSibling("." + ProcessHandle.current().pid() + ".jsa");
      Said.by(rehearsal(part));
      if (Files.exists(part)) {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new CommandException.Unusable(file, e);
    }
  }

  private boolean isNewerThan(Path jar) throws IOException {
    return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) > 0;
  }

  /** The flags that change what an archive fits are those of the kernelspecs. */
  private List<String> rehearsal(Path part) {
    return List.of(
        "timeout",
        AT_MOST_SECONDS,
        home.jdk().resolve("bin/java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:ArchiveClassesAtExit=" + part,
        "-Xlog:disable",
        "-Xlog:all=off",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        home.jar().toString(),
        "capas.notebook.Main",
        "--rehearse");
  }
}
