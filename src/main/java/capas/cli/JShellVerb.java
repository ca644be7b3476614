package capas.cli;

import capas.words.Language;
import java.util.List;

/** {@code ./capas jshell [WORD…]}: JShell with the library loaded; the words go to JShell. */
final class JShellVerb implements Verb {

  /**
   * Its own 5 seconds for the second JVM are too few in a machine without hardware virtualisation.
   */
  private static final String EXECUTION = "jdi:hostname(127.0.0.1),timeout(120000)";

  private final List<String> words;

  JShellVerb(String... words) {
    this.words = List.of(words);
  }

  @Override
  public int run() {
    Home home = Home.ofThisClass();
    List<String> command =
        List.of(
            home.lib().resolve("private-mounts").toString(),
            home.jdk().resolve("bin/java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            home.jar().toString(),
            "capas.jshell.Main",
            "--class-path",
            home.jar().toString(),
            "--execution",
            EXECUTION,
            "-R--enable-native-access=ALL-UNNAMED",
            "-R-Dcapas.language=" + Language.current().code(),
            "-R-Dcapas.terminal=" + Terminal.kind(),
            "--startup",
            "DEFAULT",
            "--startup",
            home.lib().resolve("capas.jsh").toString());
    return Child.inFront(command, words);
  }
}
