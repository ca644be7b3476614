package capas.jshell;

import capas.words.Screen;
import capas.words.Told;
import java.io.PrintStream;
import java.util.List;

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

  private static final class Plain implements Showing {
    private final PrintStream out;
    private List<String> last = List.of();
    private int printed;

    Plain(PrintStream out) {
      this.out = out;
    }

    @Override
    public synchronized void show(Told value) {
      last = lines(value);
      while (printed < last.size() && !last.get(printed).contains(" [")) {
        out.println(last.get(printed++));
      }
    }

    @Override
    public synchronized void close() {
      last.stream().skip(printed).forEach(out::println);
    }
  }
}
