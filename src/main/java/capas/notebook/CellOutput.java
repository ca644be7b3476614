package capas.notebook;

import com.google.gson.JsonObject;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What cells print: gathered for {@value #MILLISECONDS} ms or {@value #MOST_BYTES} bytes and sent
 * to the cell that runs, or ran last. A message for each line would take seconds for what takes
 * milliseconds.
 */
final class CellOutput {

  private static final int MILLISECONDS = 50;
  private static final int MOST_BYTES = 65536;

  private final Wire wire;
  private final ServerLimits limits = new ServerLimits();
  private final Stream out = new Stream("stdout");
  private final Stream err = new Stream("stderr");
  private volatile boolean hurried;
  private JsonObject cell;

  CellOutput(Wire wire) {
    this.wire = wire;
  }

  /** The cell is being stopped: nobody waits any more for the server's limits. */
  void hurry() {
    hurried = true;
  }

  /** From here on {@code System.out} and {@code System.err} are the notebook. */
  void install() {
    System.setOut(new PrintStream(out, false, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, false, StandardCharsets.UTF_8));
    Thread thread = new Thread(this::sendNowAndThen, "output");
    thread.setDaemon(true);
    thread.start();
  }

  private void sendNowAndThen() {
    try {
      while (true) {
        Thread.sleep(MILLISECONDS);
        send();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is printed from now on belongs to this request. */
  synchronized void belongsTo(JsonObject header) {
    send();
    hurried = false;
    cell = header;
  }

  /** The request that output belongs to; null before the first cell. */
  synchronized JsonObject cell() {
    return cell;
  }

  /** A cell has ended, and all of its output was sent. */
  void ended() {
    limits.reset();
  }

  /** Sends what was printed so far. */
  synchronized void send() {
    out.send();
    err.send();
  }

  private final class Stream extends OutputStream {
    private final String name;
    private final Utf8Pieces pieces = new Utf8Pieces();

    Stream(String name) {
      this.name = name;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      Checkpoint.pass();
      synchronized (CellOutput.this) {
        // What was printed before to the other stream must be seen before.
        (this == out ? err : out).send();
        pieces.add(bytes, offset, length);
        if (pieces.size() >= MOST_BYTES) {
          send();
        }
      }
    }

    private void send() {
      if (pieces.size() == 0) {
        return;
      }
      String text = pieces.take();
      if (!text.isEmpty()) {
        awaitLimits();
        limits.sent(wire.publish(cell, "stream", Fields.of("name", name, "text", text)));
      }
    }
  }

  private void awaitLimits() {
    try {
      while (!hurried && limits.isReached()) {
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
