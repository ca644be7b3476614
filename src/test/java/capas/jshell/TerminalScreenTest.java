package capas.jshell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.blob.Digest;
import capas.lab.PullLine;
import capas.lab.PullLine.State;
import capas.lab.PullShown;
import capas.words.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TerminalScreenTest {

  private static final Digest ONE = Digest.of(new byte[] {1});
  private static final Digest TWO = Digest.of(new byte[] {2});

  @AfterEach
  void forget() {
    System.clearProperty("capas.terminal");
  }

  private static PullLine layer(Digest blob, long here, State state) {
    return new PullLine.Layer(blob, here, 0, 1 << 20, Duration.ofSeconds(1), state);
  }

  private static String shown(String kind) {
    System.setProperty("capas.terminal", kind);
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try (Screen.Showing screen = Screen.open()) {
      screen.show(
          new PullShown(List.of(layer(ONE, 1 << 18, State.COMING), layer(TWO, 0, State.COMING))));
      screen.show(
          new PullShown(
              List.of(layer(ONE, 1 << 19, State.COMING), layer(TWO, 1 << 20, State.DONE))));
      screen.show(
          new PullShown(List.of(layer(ONE, 1 << 20, State.DONE), layer(TWO, 1 << 20, State.DONE))));
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_file_gets_each_line_once_and_no_bar() {
    assertEquals(
        "Copying blob " + TWO + " done   | \nCopying blob " + ONE + " done   | \n", shown("plain"));
  }

  @Test
  void a_terminal_gets_a_bar_with_bytes_rate_and_time_that_is_written_over() {
    String text = shown("moving");
    assertTrue(text.contains("[==------] 256.0 KiB"), text);
    assertTrue(text.contains("256.0 KiB/s"), text);
    assertTrue(text.contains("3 s"), text);
    assertTrue(text.contains("\u001b["), text);
    text.lines()
        .filter(line -> line.contains("["))
        .map(line -> line.replaceAll("\u001b\\[[?0-9]*[A-Za-z]", "").strip())
        .forEach(line -> assertTrue(line.length() <= 80, line));
    assertTrue(text.endsWith("Copying blob " + TWO + " done   | \n"), text);
  }
}
