package capas.notebook;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Runs a student's code, one piece at a time, each in a thread that can be given up: Java cannot
 * end a thread from outside, but nobody has to wait for it.
 */
final class CellThreads {

  /** The cell was interrupted. */
  static final class Interrupted extends Exception {}

  private static final long GRACE_MILLISECONDS = 1500;

  private record Running(CellGroup group, CompletableFuture<Object> result) {}

  private volatile ClassLoader loader = ClassLoader.getSystemClassLoader();
  private volatile boolean interrupted;
  private volatile Running running;

  /** Threads of cells find classes and services here. */
  void use(ClassLoader loader) {
    this.loader = loader;
  }

  /** A new cell begins; what was said to the one before is forgotten. */
  void begin() {
    interrupted = false;
    Checkpoint.begin();
  }

  boolean isInterrupted() {
    return interrupted;
  }

  /**
   * The result of this code, run in a thread of the group that the cell has.
   *
   * @throws ExecutionException with what the code threw
   * @throws Interrupted if {@link #interrupt} came first
   */
  Object call(Callable<?> code) throws ExecutionException, Interrupted {
    if (interrupted) {
      throw new Interrupted();
    }
    Running now = new Running(new CellGroup("cell"), new CompletableFuture<>());
    Thread thread =
        new Thread(
            now.group(),
            () -> {
              try {
                now.result().complete(code.call());
              } catch (Throwable e) {
                now.result().completeExceptionally(e);
              }
            },
            "cell");
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    running = now;
    thread.start();
    if (interrupted) {
      stop(now);
    }
    try {
      return now.result().get();
    } catch (InterruptedException e) {
      throw new Interrupted();
    } catch (ExecutionException e) {
      if (now.group().isStopped()) {
        throw new Interrupted();
      }
      throw e;
    } finally {
      running = null;
    }
  }

  /**
   * Interrupts the cell: at once where it sleeps, waits or loops in code of its own; after a second
   * and a half its thread is given up, wherever it is.
   */
  void interrupt() {
    interrupted = true;
    Running now = running;
    if (now != null) {
      stop(now);
    }
  }

  private static void stop(Running cell) {
    Checkpoint.stop(cell.group());
    // Not CompletableFuture's own delay: it needs the pool that a parallel stream may keep busy.
    Thread patience = new Thread(() -> giveUp(cell), "patience");
    patience.setDaemon(true);
    patience.start();
  }

  private static void giveUp(Running cell) {
    try {
      Thread.sleep(GRACE_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cell.result().completeExceptionally(new Interrupted());
  }
}
