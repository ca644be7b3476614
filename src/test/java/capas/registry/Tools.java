package capas.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import capas.Parts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Other people's programs, as they are called on a command line. */
final class Tools {

  private Tools() {}

  static void need(String program, String debianPackage) {
    Parts.need(program, debianPackage, () -> Files.isExecutable(Path.of("/usr/bin", program)));
  }

  /** What the program printed; it must end well. */
  static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, process.waitFor(), () -> String.join(" ", command) + "\n" + said);
    return said;
  }

  static String skopeo(String... arguments) throws IOException, InterruptedException {
    return run(Stream.concat(Stream.of("skopeo"), Stream.of(arguments)).toArray(String[]::new));
  }

  /** The names of all blobs in a layout. */
  static Set<String> blobs(Path layout) throws IOException {
    try (Stream<Path> files = Files.list(layout.resolve("blobs/sha256"))) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  /** Fails unless each of these blobs has the same bytes in both layouts, those of its name. */
  static void assertSameBlobs(List<String> names, Path one, Path other) throws Exception {
    for (String name : names) {
      Path blob = Path.of("blobs/sha256", name);
      assertEquals(-1, Files.mismatch(one.resolve(blob), other.resolve(blob)), name);
      assertEquals(name, capas.blob.Digest.of(Files.readAllBytes(one.resolve(blob))).hex());
    }
  }
}
