package capas.registry;

/** Is told what a pull does, one event at a time, never two at once. */
@FunctionalInterface
public interface PullListener {

  /** Wants to know nothing. */
  PullListener NONE = event -> {};

  /** Must come back soon: the pull waits for it. What it throws ends the pull. */
  void on(PullEvent event);
}
