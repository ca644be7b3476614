package capas.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process may do, and the names of users and groups. */
public final class Privileges {

  /** After the label and the real number; see proc_pid_status(5). */
  private static final int EFFECTIVE = 2;

  private Privileges() {}

  /** Whether the process is root: on the machine, or in a user namespace of its own. */
  public static boolean isSuperuser() {
    return user() == 0;
  }

  /** The number of the user in whose name the process acts. Stands for {@code id -u}. */
  public static int user() {
    // A file is quicker read than jnr-posix made ready, and a pull needs nothing else of it.
    try {
      return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
          .filter(line -> line.startsWith("Uid:"))
          .map(line -> line.split("\t")[EFFECTIVE])
          .mapToInt(Integer::parseUnsignedInt)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether the process lives in a user namespace that maps only some users, as after {@code
   * unshare --user --map-root-user}. There overlayfs keeps its marks in {@code user.overlay.*}. See
   * user_namespaces(7).
   */
  public static boolean isInUserNamespace() {
    try {
      String map = Files.readString(Path.of("/proc/self/uid_map")).strip();
      return !map.matches("0\\s+0\\s+4294967295");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * How many users this process can give files to: all numbers on the machine, and those that its
   * user namespace maps inside of one; see user_namespaces(7).
   */
  public static long mappedUsers() {
    try {
      return Files.readAllLines(Path.of("/proc/self/uid_map")).stream()
          .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[2]))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether this kernel has overlayfs loaded or built in. Stands for {@code cat /proc/filesystems}.
   */
  public static boolean isOverlayInKernel() {
    try {
      return Files.readAllLines(Path.of("/proc/filesystems")).stream()
          .anyMatch(line -> line.strip().endsWith("\toverlay") || line.strip().equals("overlay"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The user's name, or the number where the system knows no name. */
  public static String userName(int uid) {
    var entry = Posix.CALLS.getpwuid(uid);
    return entry == null ? Integer.toUnsignedString(uid) : entry.getLoginName();
  }

  /** The group's name, or the number where the system knows no name. */
  public static String groupName(int gid) {
    var entry = Posix.CALLS.getgrgid(gid);
    return entry == null ? Integer.toUnsignedString(gid) : entry.getName();
  }
}
