package capas.registry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Tries one piece of work again while that makes sense. */
final class Attempts {

  private final Patience patience;
  private final String what;
  private final PullListener listener;
  private int failed;

  /**
   * @param what the work, as it is told when it is tried again
   */
  Attempts(Patience patience, String what, PullListener listener) {
    this.patience = patience;
    this.what = what;
    this.listener = listener;
  }

  /** A piece of work that may fail for now. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws TransientFailure;
  }

  /**
   * The result of the first try that goes well.
   *
   * @throws RegistryException what the last try said, when no more are worth it
   */
  <T> T until(Work<T> work) {
    while (true) {
      try {
        return work.run();
      } catch (TransientFailure failure) {
        waitAfter(failure);
      }
    }
  }

  /** The work got further: what failed before does not count any more. */
  void gotFurther() {
    failed = 0;
  }

  private void waitAfter(TransientFailure failure) {
    failed++;
    Duration asked = failure.retryAfter().orElse(Duration.ZERO);
    if (failed >= patience.tries() || asked.compareTo(patience.longestAsked()) > 0) {
      throw failure.refusal();
    }
    Duration wait = patience.before(failed, ThreadLocalRandom.current());
    if (asked.compareTo(wait) > 0) {
      wait = asked;
    }
    listener.on(new PullEvent.Retrying(what, failure.reason(), wait, failed + 1));
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException.Stopped();
    }
  }
}
