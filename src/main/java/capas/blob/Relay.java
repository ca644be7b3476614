package capas.blob;

import java.security.MessageDigest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Hashes uncompressed bytes and hands them to a sink, in a thread of its own: one processor
 * decompresses a layer while another one keeps it. Memory: {@value #PIECES} pieces of 256 KiB.
 */
final class Relay implements AutoCloseable {

  private static final int PIECE = 256 << 10;
  private static final int PIECES = 8;

  private final MessageDigest hash = HashAlgorithm.SHA256.start();
  private final LayerSink sink;
  private final Semaphore free = new Semaphore(PIECES);
  private final Queue<byte[]> used = new ConcurrentLinkedQueue<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform()
              .name(Thread.currentThread().getName() + "-inside")
              .daemon()
              .factory());
  private Throwable refused;

  Relay(LayerSink sink) {
    this.sink = sink;
  }

  /**
   * Passes on the next piece that comes out of this, of which it waits for room.
   *
   * @return how many bytes; 0 if it needs more input, or is at its end
   */
  int pass(Expander expander) throws Expander.FormatException {
    free.acquireUninterruptibly();
    byte[] again = used.poll();
    byte[] piece = again != null ? again : new byte[PIECE];
    int count = 0;
    try {
      count = expander.take(piece, 0, PIECE);
    } finally {
      if (count == 0) {
        giveBack(piece);
      }
    }
    if (count > 0) {
      int bytes = count;
      thread.execute(() -> {
        take(piece, bytes);
        giveBack(piece);
      });
    }
    return count;
  }

  private void giveBack(byte[] piece) {
    used.add(piece);
    free.release();
  }

  private void take(byte[] piece, int count) {
    hash.update(piece, 0, count);
    if (refused == null) {
      try {
        sink.take(piece, 0, count);
      } catch (RuntimeException | Error e) {
        refused = e;
      }
    }
  }

  /** What all bytes together are; or what the sink threw. */
  DiffId end() {
    waitForAll();
    if (refused instanceof RuntimeException e) {
      throw e;
    }
    if (refused instanceof Error e) {
      throw e;
    }
    return new DiffId(Digest.ending(HashAlgorithm.SHA256, hash));
  }

  private void waitForAll() {
    free.acquireUninterruptibly(PIECES);
    free.release(PIECES);
  }

  /** Returns when the sink is not called any more. */
  @Override
  public void close() {
    waitForAll();
    thread.shutdown();
  }
}
