package capas.notebook;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A kernelspec that starts the notebook from the classes under test, with no jar and no archive.
 */
final class TestKernelspec {

  private TestKernelspec() {}

  /** Writes it into this folder, as {@code kernel.json}. */
  static Path writeTo(Path folder) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xms24m",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            "capas.notebook.Main",
            "{connection_file}");
    JsonObject spec =
        Fields.of(
            "argv", command,
            "display_name", "Java (test)",
            "language", "java",
            "interrupt_mode", "message");
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve("kernel.json"), spec.toString());
  }

  static boolean hasPythonModule(String module) {
    try {
      return new ProcessBuilder("/usr/bin/python3", "-c", "import " + module)
              .redirectErrorStream(true)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
