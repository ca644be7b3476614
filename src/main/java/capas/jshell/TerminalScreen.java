package capas.jshell;

import capas.explain.Block;
import capas.explain.Document;
import capas.explain.Explainer;
import capas.render.TextRenderer;
import capas.words.Language;
import capas.words.Screen;
import capas.words.Told;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A value that changes, on a terminal: its lines are written over. Where the output is no terminal,
 * or a dumb one, each line is printed once, when it changes no more. {@code capas.terminal} says
 * which: {@code moving} or {@code plain}.
 */
public final class TerminalScreen implements Screen {

  private static final String KIND = "capas.terminal";

  @Override
  public boolean isHere() {
    return System.getProperty(KIND) != null;
  }

  @Override
  public Showing begin() {
    boolean moving = System.getProperty(KIND).equals("moving");
    return moving ? new Moving(System.out) : new Plain(System.out);
  }

  private static List<String> lines(Told value) {
    return new TextTeller().tell(value).lines().toList();
  }

  /**
   * Every line takes one row while it changes: the terminal cuts it off where it ends (DECAWM), so
   * that what is written over is as high as it was, however narrow the terminal is made meanwhile.
   */
  private static final class Moving implements Showing {
    private static final String CUT_OFF = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintStream out;
    private List<String> lines = List.of();

    Moving(PrintStream out) {
      this.out = out;
    }

    @Override
    public synchronized void show(Told value) {
      String top = top();
      lines = lines(value);
      out.print(top + CUT_OFF + text() + WRAP);
      out.flush();
    }

    /** What stays is there to its end. */
    @Override
    public synchronized void close() {
      out.print(top() + text());
      out.flush();
      lines = List.of();
    }

    private String top() {
      return lines.isEmpty() ? "" : "\u001b[" + lines.size() + "A\r" + CLEAR_BELOW;
    }

    private String text() {
      StringBuilder text = new StringBuilder();
      lines.forEach(line -> text.append(line).append('\n'));
      return text.toString();
    }
  }

  /** Prints each line once: what is still on its way has none yet. */
  private static final class Plain implements Showing {
    private final PrintStream out;
    private final Set<String> printed = new HashSet<>();

    Plain(PrintStream out) {
      this.out = out;
    }

    @Override
    public synchronized void show(Told value) {
      Language language = Language.current();
      List<Block> still =
          new Explainer(language)
              .explain(value).stream()
                  .flatMap(document -> document.blocks().stream())
                  .filter(block -> !(block instanceof Block.Bar))
                  .toList();
      new TextRenderer()
          .render(new Document(language, still))
          .lines()
          .filter(line -> !line.isBlank() && printed.add(line))
          .forEach(out::println);
    }

    @Override
    public void close() {}
  }
}
