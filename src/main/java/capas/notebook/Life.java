package capas.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How the notebook's process ends: at once when asked to, and with the server that started it. */
final class Life {

  /** What a lab has to tidy up must be done in this time. */
  private static final int MOST_MILLISECONDS = 2000;

  private static final int WATCH_MILLISECONDS = 500;

  /** PROC_PID_INIT_INO in the kernel's proc_ns.h. */
  private static final String FIRST_PID_NAMESPACE = "pid:[4026531836]";

  private Life() {}

  /** Bounds the hooks of a normal end, and sends what was still printed or answered. */
  static void prepareEnd(Runnable lastWords) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  daemon("bound", Life::haltSoon);
                  lastWords.run();
                },
                "end"));
  }

  private static void haltSoon() {
    try {
      Thread.sleep(MOST_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }

  /** Ends the process, and returns to the caller meanwhile. Threads left by cells do not matter. */
  static void end() {
    daemon("exit", () -> System.exit(0));
  }

  /**
   * Ends with the Jupyter server, whose process id stands in {@code JPY_PARENT_PID}. Only an
   * ancestor is believed: in a container the server may be process 1, and a number alone may by now
   * belong to anybody.
   */
  static void endWith(String server) {
    if (server == null || !server.matches("\\d{1,10}") || server.equals("1")) {
      return;
    }
    long pid = Long.parseLong(server);
    if (isAncestor(pid)) {
      daemon("server", () -> endWhenGone(pid));
    } else if (isGone(pid)) {
      System.exit(0);
    }
  }

  /**
   * Whether the server ended before we looked. In a container's pid namespace nobody can tell:
   * there a number that names no process may be that of a server outside. Nor can anybody where
   * /proc shows one's own processes alone, for what is not shown may be there.
   */
  private static boolean isGone(long pid) {
    try {
      return ProcessHandle.of(pid).isEmpty()
          && Files.exists(Path.of("/proc/1"))
          && Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).endsWith(FIRST_PID_NAMESPACE);
    } catch (IOException e) {
      return false;
    }
  }

  // Asking for ancestors rather than for a living process: a server killed with -9 may stay a
  // zombie for long, but loses its children at once.
  private static void endWhenGone(long pid) {
    try {
      while (isAncestor(pid)) {
        Thread.sleep(WATCH_MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(0);
  }

  private static boolean isAncestor(long pid) {
    return isParent(pid) || isFurtherAncestor(pid);
  }

  /**
   * Asked of our own entry: a /proc with hidepid shows a process in a user namespace nothing of the
   * parent outside, not even that it is there.
   *
   * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
   */
  private static boolean isParent(long pid) {
    try {
      String entry = Files.readString(Path.of("/proc/self/stat"));
      String afterName = entry.substring(entry.lastIndexOf(')') + 2);
      return afterName.split(" ")[1].equals(Long.toString(pid));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isFurtherAncestor(long pid) {
    return Stream.iterate(
            ProcessHandle.current().parent(),
            parent -> parent.isPresent(),
            parent -> parent.flatMap(ProcessHandle::parent))
        .anyMatch(parent -> parent.get().pid() == pid);
  }

  static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
