package capas.notebook;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps what a cell prints below what a Jupyter server passes on: beyond 1,000,000 bytes or 1,000
 * messages a second, over three seconds, it throws output away. We send a little less, and whoever
 * prints more waits, so that no line is lost and an endless loop of prints fills no memory.
 *
 * @see <a
 *     href="https://jupyter-notebook.readthedocs.io/en/v6.4.12/config.html">iopub_data_rate_limit,
 *     iopub_msg_rate_limit, rate_limit_window</a>
 */
final class ServerLimits {

  private static final long WINDOW_NANOSECONDS = 3_200_000_000L;
  private static final long MOST_BYTES = 2_700_000;
  private static final int MOST_MESSAGES = 2_700;

  private record Sent(long time, long bytes) {}

  private final Deque<Sent> window = new ArrayDeque<>();
  private long bytesInWindow;

  /** A cell ended: the server counts from zero, too. */
  synchronized void reset() {
    window.clear();
    bytesInWindow = 0;
  }

  synchronized void sent(long bytes) {
    window.add(new Sent(System.nanoTime(), bytes));
    bytesInWindow += bytes;
  }

  /** Whether one message more would be lost. */
  synchronized boolean isReached() {
    long now = System.nanoTime();
    while (!window.isEmpty() && now - window.getFirst().time() > WINDOW_NANOSECONDS) {
      bytesInWindow -= window.removeFirst().bytes();
    }
    return bytesInWindow >= MOST_BYTES || window.size() >= MOST_MESSAGES;
  }
}
