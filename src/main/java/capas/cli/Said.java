package capas.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a short command said, on both its outputs, and how it ended.
 *
 * @param code as a shell gives it: 127 if there is no such command
 */
record Said(int code, String text) {

  static final int NO_SUCH_COMMAND = 127;

  static Said by(List<String> command) {
    return by(new ProcessBuilder(command));
  }

  static Said by(ProcessBuilder builder) {
    try {
      Process process = builder.redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Said(process.waitFor(), text);
    } catch (IOException e) {
      return new Said(NO_SUCH_COMMAND, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Said(NO_SUCH_COMMAND, "");
    }
  }

  String lastLine() {
    return text.lines().filter(line -> !line.isBlank()).reduce((a, b) -> b).orElse("").strip();
  }
}
