package capas.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that this one starts and does not outlive: whatever ends Capas ends it too. */
final class Child implements AutoCloseable {

  private static final Duration TO_LEAVE = Duration.ofSeconds(8);

  private final Process process;
  private final Thread atEnd = new Thread(this::leave);
  private volatile boolean leaving;

  private Child(Process process) {
    this.process = process;
    Runtime.getRuntime().addShutdownHook(atEnd);
  }

  /**
   * @throws CommandException.NotStarted if there is no such program
   */
  static Child start(ProcessBuilder builder) {
    try {
      return new Child(builder.start());
    } catch (IOException e) {
      throw new CommandException.NotStarted(builder.command().getFirst(), e);
    }
  }

  /** Runs a command on this terminal; what it returned. */
  static int inFront(List<String> command, List<String> more) {
    List<String> words = new ArrayList<>(command);
    words.addAll(more);
    try (Child child = start(new ProcessBuilder(words).inheritIO())) {
      return child.waitFor();
    }
  }

  Process process() {
    return process;
  }

  int waitFor() {
    try {
      int code = process.waitFor();
      holdIfLeaving();
      return code;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Main.FAILED;
    }
  }

  private void leave() {
    leaving = true;
    stop();
  }

  /**
   * Does not come back once all of Capas is ending: whoever asks learns nothing more from this
   * process, and what they would say about it would only confuse.
   */
  void holdIfLeaving() {
    while (leaving) {
      try {
        Thread.sleep(TO_LEAVE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Asks the process to leave, then ends it and all that it started. */
  private void stop() {
    List<ProcessHandle> family =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    process.destroy();
    try {
      process.waitFor(TO_LEAVE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    family.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(atEnd);
    } catch (IllegalStateException e) {
      // The hook is at work: then there is nothing to remove.
      atEnd.interrupt();
    }
  }
}
