package capas.registry;

import java.time.Duration;
import java.util.Optional;

/** Something that may go well the next time. It never leaves this package: see {@link Attempts}. */
final class TransientFailure extends Exception {

  private final PullEvent.Reason reason;
  private final transient Optional<Duration> retryAfter;
  private final RegistryException refusal;

  TransientFailure(
      PullEvent.Reason reason, Optional<Duration> retryAfter, RegistryException refusal) {
    super(null, null, false, false);
    this.reason = reason;
    this.retryAfter = retryAfter;
    this.refusal = refusal;
  }

  TransientFailure(PullEvent.Reason reason, RegistryException refusal) {
    this(reason, Optional.empty(), refusal);
  }

  PullEvent.Reason reason() {
    return reason;
  }

  /** What the server asked for. */
  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** What is said when patience is at its end. */
  RegistryException refusal() {
    return refusal;
  }
}
