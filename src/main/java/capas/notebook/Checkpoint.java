package capas.notebook;

/**
 * Where a cell can be stopped: cell code calls {@link #pass} at the start of each method and before
 * each jump back, put there by {@link Checkpoints}. Public because that code lives elsewhere.
 */
public final class Checkpoint {

  /** Ends a stopped cell; an Error, so that {@code catch (Exception e)} does not hold it up. */
  @SuppressWarnings("serial")
  static final class Stop extends Error {
    Stop() {
      super("stopped", null, false, false);
    }
  }

  private static volatile boolean anyStopped;
  private static volatile boolean sharedStopped;

  private Checkpoint() {}

  /** Returns at once, unless the cell that this thread belongs to was stopped. */
  public static void pass() {
    if (anyStopped && isStopped(Thread.currentThread().getThreadGroup())) {
      throw new Stop();
    }
  }

  private static boolean isStopped(ThreadGroup group) {
    return group instanceof CellGroup cell ? cell.isStopped() : sharedStopped;
  }

  /** Stops this cell, and with it what the threads that belong to no cell do for one. */
  static void stop(CellGroup cell) {
    // Parallel streams and virtual threads run cell code in threads that all cells share.
    sharedStopped = true;
    anyStopped = true;
    cell.end();
  }

  /** A new cell begins: the shared threads may work again. */
  static void begin() {
    sharedStopped = false;
  }
}
