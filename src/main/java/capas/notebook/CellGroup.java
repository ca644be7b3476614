package capas.notebook;

/** All threads that one cell starts, directly or not. */
final class CellGroup extends ThreadGroup {

  private volatile boolean stopped;

  CellGroup(String name) {
    super(name);
  }

  /** Interrupts each thread of the cell; from now on its code stops at the next checkpoint. */
  void end() {
    stopped = true;
    interrupt();
  }

  boolean isStopped() {
    return stopped;
  }
}
