package capas.notebook;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * {@code System.in} of the cells: when a cell reads, the browser shows a line to type in.
 *
 * @see <a
 *     href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#messages-on-the-stdin-router-dealer-channel">Jupyter:
 *     Messages on the stdin channel</a>
 */
final class CellInput extends InputStream {

  /** What a client sends for the end of the input, as Ctrl+D in a terminal does. */
  private static final String END = "\u0004";

  private final Wire wire;
  private final CellOutput output;
  private final BlockingQueue<String> typed = new LinkedBlockingQueue<>();
  private volatile Message asking;
  private byte[] line = {};
  private int next;

  CellInput(Wire wire, CellOutput output) {
    this.wire = wire;
    this.output = output;
  }

  /** This request runs now: whatever was typed for another one is forgotten. */
  void belongsTo(Message request) {
    asking = request;
    typed.clear();
    line = new byte[0];
    next = 0;
  }

  /** The student has typed a line. */
  void typed(String text) {
    typed.add(text);
  }

  // Not synchronized: a reader that was given up would keep every later cell from reading.
  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (next >= line.length && !ask()) {
      return -1;
    }
    int count = Math.min(length, line.length - next);
    System.arraycopy(line, next, into, offset, count);
    next += count;
    return count;
  }

  @Override
  public int available() {
    return line.length - next;
  }

  private boolean ask() {
    Message request = asking;
    if (!request.truth("allow_stdin", true)) {
      throw new NoInputException();
    }
    output.send();
    typed.clear();
    wire.answer(
        Wire.Channel.STDIN, request, "input_request", Fields.of("prompt", "", "password", false));
    String text;
    try {
      text = typed.take();
    } catch (InterruptedException e) {
      throw new Checkpoint.Stop();
    }
    if (text.equals(END)) {
      return false;
    }
    line = (text + "\n").getBytes(StandardCharsets.UTF_8);
    next = 0;
    return true;
  }
}
