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

  private static final class Moving implements Showing {
    private final PrintStream out;
    private int height;

    Moving(PrintStream out) {
      this.out = out;
    }

    @Override
    public synchronized void show(Told value) {
      StringBuilder text = new StringBuilder();
      if (height > 0) {
        text.append("\u001b[").append(height).append('A');
      }
      List<String> lines = lines(value);
      lines.forEach(line -> text.append("\r\u001b[2K").append(line).append('\n'));
      height = lines.size();
      out.print(text);
      out.flush();
    }

    @Override
    public void close() {}
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
