package capas.registry;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The faults that are switched on, and how often those that pass have happened. */
final class Faults {

  private final List<Fault> on;
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  Faults(List<Fault> on) {
    this.on = List.copyOf(on);
  }

  <F extends Fault> Optional<F> find(Class<F> kind) {
    return on.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  boolean isOn(Class<? extends Fault> kind) {
    return find(kind).isPresent();
  }

  /** The fault, if this request is one of those to be answered with 429. */
  Optional<Fault.TooManyRequests> refusesNow() {
    return find(Fault.TooManyRequests.class)
        .filter(fault -> refused.getAndIncrement() < fault.times());
  }

  boolean failsNow() {
    return find(Fault.ServerError.class)
        .filter(fault -> failed.getAndIncrement() < fault.times())
        .isPresent();
  }
}
