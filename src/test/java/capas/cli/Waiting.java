package capas.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Waits for what happens in other processes. */
final class Waiting {

  private static final long MOST_SECONDS = 30;

  private Waiting() {}

  static void until(String what, BooleanSupplier happened) throws InterruptedException {
    long end = System.nanoTime() + MOST_SECONDS * 1_000_000_000;
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain for " + what);
      }
      Thread.sleep(100);
    }
  }

  /** The words of a process, with blanks between them; nothing if it is gone. */
  static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")).replace('\0', ' ');
    } catch (IOException e) {
      return "";
    }
  }
}
