package capas.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether what is printed goes to a terminal on which lines can be written over. */
final class Terminal {

  private Terminal() {}

  /** The value of {@code capas.terminal}: {@code moving} or {@code plain}. */
  static String kind() {
    String term = System.getenv("TERM");
    boolean able = term != null && !term.equals("dumb");
    try {
      String output = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return able && output.matches("/dev/(pts/|tty).*") ? "moving" : "plain";
    } catch (IOException e) {
      return "plain";
    }
  }

  /** Lets the library show what changes while it changes. */
  static void use() {
    System.setProperty("capas.terminal", kind());
  }
}
