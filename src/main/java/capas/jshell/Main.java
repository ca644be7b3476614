package capas.jshell;

import capas.words.Language;
import capas.words.Phrases;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jshell.tool.JavaShellToolBuilder;

/**
 * The JDK's own JShell, with results shown as a shell shows them: {@code $ rm merged/f2} and not
 * {@code $5 ==> $ rm merged/f2}.
 */
public final class Main {

  /**
   * JShell takes no feedback mode from a file: it knows its built-in ones and those that an earlier
   * session retained. So a first session, which nobody sees, retains this one.
   */
  private static final String MODE =
      """
      /set mode capas normal -command
      /set format capas result "{value}{post}" added,modified,replaced-expression-ok-primary
      /set truncation capas 1000000
      /set prompt capas "\\ncapas> " "  ...> "
      /set mode -retain capas
      /set feedback -retain capas
      /exit
      """;

  private Main() {}

  /** Opens JShell; the arguments are those of the jshell command. */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> retained = new HashMap<>();
    PrintStream nobody = new PrintStream(OutputStream.nullOutputStream());
    JavaShellToolBuilder.builder()
        .persistence(retained)
        .in(new ByteArrayInputStream(MODE.getBytes(StandardCharsets.UTF_8)), null)
        .out(nobody)
        .err(nobody)
        .run("--execution", "local", "--no-startup", "-s");
    retained.keySet().removeIf(key -> key.startsWith("HISTORY") || key.startsWith("REPLAY"));
    System.out.println(Phrases.of(Main.class, Language.current()).say("begin"));
    List<String> all = new ArrayList<>(List.of("--feedback", "capas"));
    all.addAll(List.of(arguments));
    JavaShellToolBuilder.builder()
        .persistence(retained)
        .interactiveTerminal(System.console() != null)
        .start(all.toArray(String[]::new));
  }
}
