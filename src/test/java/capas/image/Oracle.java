package capas.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import capas.Parts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs that others wrote for the same formats. */
final class Oracle {

  private static final long PATIENCE_IN_SECONDS = 120;

  private Oracle() {}

  static String skopeo(Path folder, String... arguments) {
    Parts.need("skopeo", "skopeo", () -> isThere("skopeo"));
    // The machine's own policy is not what is tested.
    return run(
        folder,
        Stream.concat(Stream.of("skopeo", "--insecure-policy"), Stream.of(arguments)).toList());
  }

  static String umoci(Path folder, String... arguments) {
    Parts.need("umoci", "umoci", () -> isThere("umoci"));
    return run(folder, Stream.concat(Stream.of("umoci"), Stream.of(arguments)).toList());
  }

  private static boolean isThere(String program) {
    try {
      return new ProcessBuilder(program, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  private static String run(Path folder, List<String> command) {
    try {
      Path errors = folder.resolve("stderr");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(errors.toFile())
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
      assertEquals(
          0,
          ended ? process.exitValue() : -1,
          command + "\n" + java.nio.file.Files.readString(errors));
      return said;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
