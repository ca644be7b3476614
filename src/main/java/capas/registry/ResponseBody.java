package capas.registry;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer: one thread fills it from the network, another one reads it. No read waits
 * longer than {@code stalled}, every one ends at once when its thread is interrupted, and no more
 * than {@link #AHEAD} pieces (of {@link #PIECE} bytes each) lie in memory unread.
 */
final class ResponseBody extends InputStream {

  /** A body came to a stop. */
  static final class Stalled extends IOException {
    Stalled(Duration waited) {
      super("no bytes for " + waited.toSeconds() + " s");
    }
  }

  /** The JDK reads no more from a socket at once. */
  private static final int PIECE = 128 << 10;

  private static final int AHEAD = 8;

  private record Piece(byte[] bytes, int count, IOException failure) {}

  private static final Piece NOTHING = new Piece(new byte[0], 0, null);
  private static final Piece END = new Piece(new byte[0], 0, null);

  private final Duration stalled;
  private final BlockingQueue<Piece> arrived = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> free = new LinkedBlockingQueue<>();
  private int made;
  private Piece current = NOTHING;
  private int next;
  private boolean ended;
  private volatile boolean closed;

  ResponseBody(Duration stalled) {
    this.stalled = stalled;
  }

  /**
   * Passes on all of it.
   *
   * @param promised how many bytes, negative if nobody said so
   * @return whether it was read to its end; else somebody closed it
   * @throws IOException if it breaks off; the reader is not told, see {@link #fail}
   */
  boolean fill(InputStream network, long promised) throws IOException, InterruptedException {
    long count = 0;
    for (byte[] bytes = room(); !closed; bytes = room()) {
      int read = network.read(bytes);
      if (read < 0) {
        if (count < promised) {
          throw new IOException("closed after " + count + " of " + promised + " bytes");
        }
        arrived.add(END);
        return true;
      }
      count += read;
      arrived.add(new Piece(bytes, read, null));
    }
    return false;
  }

  private byte[] room() throws InterruptedException {
    if (made == AHEAD || !free.isEmpty()) {
      return free.take();
    }
    made++;
    return new byte[PIECE];
  }

  /** Tells the reader, after the bytes that came, what broke it off. */
  void fail(IOException failure) {
    arrived.add(new Piece(new byte[0], 0, failure));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended && next == current.count()) {
      take();
    }
    if (ended) {
      return -1;
    }
    int count = Math.min(length, current.count() - next);
    System.arraycopy(current.bytes(), next, into, offset, count);
    next += count;
    return count;
  }

  private void take() throws IOException {
    if (current != NOTHING) {
      free.add(current.bytes());
    }
    Piece piece;
    try {
      piece = arrived.poll(stalled.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    if (piece == null) {
      close();
      throw new Stalled(stalled);
    }
    if (piece.failure() != null) {
      ended = true;
      throw new IOException(piece.failure());
    }
    ended = piece == END;
    current = piece;
    next = 0;
  }

  /** Leaves the rest of the body, and the connection with it. */
  @Override
  public void close() {
    closed = true;
    ended = true;
    // Whoever waits for room is to see it.
    free.add(new byte[0]);
  }
}
