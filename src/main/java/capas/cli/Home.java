package capas.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Where everything lies: the folder with the script {@code capas}, and the JDK that runs this. */
final class Home {

  private final Path top;

  private Home(Path top) {
    this.top = top;
  }

  /** The folder from which this class was loaded: its {@code lib} or its {@code target/classes}. */
  static Home ofThisClass() {
    try {
      Path code = Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new Home(code.getParent().getParent());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  Path top() {
    return top;
  }

  Path lib() {
    return top.resolve("lib");
  }

  Path jar() {
    return lib().resolve("capas.jar");
  }

  Path notebooks() {
    return top.resolve("notebooks");
  }

  Path target() {
    return top.resolve("target");
  }

  /** The JDK of this process. */
  Path jdk() {
    return Path.of(System.getProperty("java.home"));
  }

  /**
   * Where things made for this machine are kept: {@code lib/setup}, or, where that may not be
   * written, a folder of the user's own.
   *
   * @throws CommandException.NowhereToWrite if there is neither
   */
  Path state() {
    Path setup = lib().resolve("setup");
    Optional<Path> own =
        environment("XDG_CACHE_HOME")
            .or(() -> environment("HOME").map(home -> home + "/.cache"))
            .map(cache -> Path.of(cache, "capas", shortNameOf(top)));
    for (Path folder : Stream.concat(Stream.of(setup), own.stream()).toList()) {
      if (writable(folder)) {
        return folder;
      }
    }
    throw new CommandException.NowhereToWrite(setup.toString());
  }

  /** Whether files can be put there, and into all folders in it, some of which may be another's. */
  static boolean writable(Path folder) {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> tree = Files.walk(folder, 3)) {
        List<Path> folders = tree.filter(Files::isDirectory).toList();
        return folders.stream().allMatch(Files::isWritable);
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      return false;
    }
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> value.startsWith("/"));
  }

  private static String shortNameOf(Path path) {
    CRC32 crc = new CRC32();
    crc.update(path.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
