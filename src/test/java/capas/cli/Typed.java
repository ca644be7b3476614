package capas.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ./capas …} as somebody types it, and what came of it. */
record Typed(int code, String out, String err) {

  private static final Path SCRIPT = Path.of("capas").toAbsolutePath();
  private static final int MOST_SECONDS = 240;

  static Typed capas(String... words) {
    return in("es", words);
  }

  static Typed in(String language, String... words) {
    return with(Map.of("CAPAS_LANG", language), SCRIPT, words);
  }

  static Typed with(Map<String, String> environment, Path script, String... words) {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(words));
    try {
      Path out = Files.createTempFile("capas-out", "");
      Path err = Files.createTempFile("capas-err", "");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError(command + " did not end");
      }
      Typed typed = new Typed(process.exitValue(), text(out), text(err));
      Files.delete(out);
      Files.delete(err);
      return typed;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  /** Everything that stood on the terminal. */
  String all() {
    return out + err;
  }

  String lastLine() {
    return out.lines().reduce("", (before, line) -> line);
  }
}
