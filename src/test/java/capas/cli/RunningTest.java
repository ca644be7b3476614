package capas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./capas run} on small notebooks, in the real kernel. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RunningTest {

  @TempDir private Path folder;

  @BeforeAll
  static void need_jupyter() {
    Parts.need(
        "nbclient, nbconvert",
        "python3-nbclient python3-nbconvert",
        () -> Jupyter.missing().isEmpty());
  }

  @Test
  void tells_the_title_and_verdict_of_each_step() throws IOException {
    Typed typed = run(notebook("a", "## Uno", "int x = 1;", "## Dos", "x + 1"));
    assertEquals(0, typed.code(), typed.all());
    assertTrue(typed.out().contains("  bien   Uno\n  bien   Dos\n"), typed.out());
    assertEquals("2 passed, 0 failed", typed.lastLine());
  }

  @Test
  void leaves_the_executed_notebook_and_a_page_in_its_language() throws IOException {
    run(notebook("a", "## Uno", "40 + 2"));
    assertTrue(Files.readString(folder.resolve("to/a.ipynb")).contains("\"42\""));
    String page = Files.readString(folder.resolve("to/a.html"));
    assertTrue(page.contains("<html lang=\"es\">") && page.contains("42"), "no page");
  }

  @Test
  void a_step_that_fails_makes_all_fail_and_says_why() throws IOException {
    Typed typed = run(notebook("a", "## Uno", "Integer.parseInt(\"once\")", "## Dos", "1"));
    assertEquals(1, typed.code());
    assertTrue(typed.out().contains("  MAL    Uno\n"), typed.out());
    assertTrue(typed.out().contains("once"), typed.out());
    assertTrue(typed.out().contains("  bien   Dos\n"), typed.out());
    assertEquals("1 passed, 1 failed", typed.lastLine());
  }

  @Test
  void a_step_that_was_to_fail_must_fail() throws IOException {
    Path notebook = notebook("a", "## Uno", "1 / 0", "## Dos", "1 / 1");
    Files.writeString(
        notebook,
        Files.readString(notebook)
            .replace(
                "\"metadata\": {}, \"source\": \"1",
                "\"metadata\": {\"tags\": [\"raises-exception\"]}, \"source\": \"1"));
    Typed typed = run(notebook);
    assertTrue(typed.out().contains("  bien   Uno\n  MAL    Dos\n"), typed.out());
    assertEquals("1 passed, 1 failed", typed.lastLine());
  }

  @Test
  void a_kernel_that_dies_is_told_and_the_rest_is_not_run() throws IOException {
    Typed typed =
        run(notebook("a", "## Uno", "1", "## Dos", "Runtime.getRuntime().halt(3)", "## Tres", "3"));
    assertTrue(typed.out().contains("el kernel murió"), typed.out());
    assertTrue(typed.out().contains("no se llegó a ejecutar"), typed.out());
    assertEquals("1 passed, 2 failed", typed.lastLine());
  }

  @Test
  void a_cell_that_does_not_end_is_ended() throws IOException {
    Path notebook = notebook("a", "## Uno", "while (true) { Thread.onSpinWait(); }");
    Typed typed = run(notebook, "--timeout", "3");
    assertTrue(typed.out().contains("3 segundos"), typed.out());
    assertEquals("0 passed, 1 failed", typed.lastLine());
    assertEquals("", processesAbout("a.ipynb"));
  }

  @Test
  void a_kernel_that_does_not_exist_is_named() throws IOException {
    Typed typed = run(notebook("a", "## Uno", "1"), "--kernel", "cobol");
    assertEquals(1, typed.code());
    assertTrue(typed.out().contains("«cobol»"), typed.out());
  }

  @Test
  void what_is_no_notebook_is_told_without_a_trace() throws IOException {
    Path file = Files.writeString(folder.resolve("a.ipynb"), "{");
    Typed typed = run(file);
    assertEquals("0 passed, 1 failed", typed.lastLine());
    assertFalse(typed.all().contains("Traceback"), typed.all());
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void a_signal_ends_the_run_with_its_kernel_and_all_that_a_cell_started(String signal)
      throws IOException, InterruptedException {
    String mark = "3" + System.nanoTime() % 1_000_000;
    Path notebook =
        notebook(
            "sleeper" + mark,
            "## Uno",
            "var p = new ProcessBuilder(\"sleep\", \"" + mark + "\").start();",
            "## Dos",
            "p.waitFor()");
    Process capas =
        new ProcessBuilder("./capas", "run", notebook.toString(), "--to", folder + "/to")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    Waiting.until("the cell's process", () -> processesAbout(mark).contains("sleep " + mark));
    new ProcessBuilder("kill", "-" + signal, String.valueOf(capas.pid())).start().waitFor();
    assertTrue(capas.waitFor(20, TimeUnit.SECONDS), "still running");
    Waiting.until("the end of all", () -> processesAbout(mark).isEmpty());
    assertFalse(Files.readString(folder.resolve("out")).contains("MAL"), "told a failure");
  }

  /** The processes whose command line holds this, as {@code PID COMMAND}. */
  static String processesAbout(String words) {
    return ProcessHandle.allProcesses()
        .map(process -> process.pid() + " " + Waiting.commandLine(process))
        .filter(line -> line.contains(words))
        .collect(Collectors.joining("\n"));
  }

  private Typed run(Path notebook, String... more) {
    List<String> words =
        new java.util.ArrayList<>(List.of("run", notebook.toString(), "--to", folder + "/to"));
    words.addAll(Arrays.asList(more));
    return Typed.capas(words.toArray(String[]::new));
  }

  /** A notebook of alternating prose and code. */
  private Path notebook(String name, String... sources) throws IOException {
    StringBuilder cells = new StringBuilder();
    for (int i = 0; i < sources.length; i++) {
      cells
          .append(i == 0 ? "" : ",\n")
          .append("{\"cell_type\": \"")
          .append(i % 2 == 0 ? "markdown" : "code")
          .append("\", \"id\": \"c" + i + "\", ")
          .append(i % 2 == 0 ? "" : "\"outputs\": [], \"execution_count\": null, ")
          .append("\"metadata\": {}, \"source\": \"")
          .append(sources[i].replace("\"", "\\\""))
          .append("\"}");
    }
    String text =
        "{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}, \"cells\": [" + cells + "]}";
    return Files.writeString(folder.resolve(name + ".ipynb"), text);
  }
}
