package capas.cli;

import capas.words.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** {@code ./capas jshell [WORD…]}: JShell with the library loaded; the words go to JShell. */
@Command(name = "jshell")
final class JShellVerb implements Callable<Integer> {

  /**
   * Its own 5 seconds for the second JVM are too few in a machine without hardware virtualisation.
   */
  private static final String EXECUTION = "jdi:hostname(127.0.0.1),timeout(120000)";

  @Unmatched private List<String> options = new ArrayList<>();

  @Parameters private List<String> files = List.of();

  @Override
  public Integer call() {
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
    List<String> words = new ArrayList<>(options);
    words.addAll(files);
    return Child.inFront(command, words);
  }
}
