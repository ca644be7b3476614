package capas.linux;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What the kernel writes about its own decisions, where the process may read it. Stands for {@code
 * dmesg}; see syslog(2).
 */
public final class KernelLog {

  private static final int SYSLOG_ACTION_READ_ALL = 3;
  private static final int MOST_BYTES = 1 << 20;

  private final Set<String> before;

  private KernelLog(Set<String> before) {
    this.before = before;
  }

  /** Remembers where the log ends now. */
  public static KernelLog mark() {
    return new KernelLog(Set.copyOf(lines()));
  }

  /**
   * The lines since the mark that begin with this word, without their time; none where unreadable.
   */
  public List<String> since(String firstWord) {
    return lines().stream()
        .filter(line -> !before.contains(line))
        .map(line -> line.replaceFirst("^(<\\d+>)?\\[ *[\\d.]+] ", ""))
        .filter(line -> line.startsWith(firstWord))
        .distinct()
        .toList();
  }

  private static List<String> lines() {
    byte[] text = new byte[MOST_BYTES];
    int size = LibC.CALLS.klogctl(SYSLOG_ACTION_READ_ALL, text, text.length);
    return size <= 0
        ? List.of()
        : new String(text, 0, size, StandardCharsets.UTF_8).lines().toList();
  }
}
