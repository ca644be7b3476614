package capas.linux;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jnr.constants.platform.Errno;

/**
 * Extended attributes of a name, a symbolic link not followed; see xattr(7). Java's own view reads
 * only {@code user.*}; overlayfs keeps its marks in {@code trusted.*}, which only the superuser
 * sees.
 */
public final class Xattrs {

  private static final int MOST_BYTES = 1 << 16;

  private Xattrs() {}

  /** All that the caller may see, by name. Stands for {@code getfattr -d -h -m - NAME}. */
  public static Map<String, String> of(Path path) {
    Map<String, String> found = new TreeMap<>();
    for (String name : names(path)) {
      get(path, name).ifPresent(value -> found.put(name, value));
    }
    return found;
  }

  /** One value, as text. Stands for {@code getfattr -h --only-values -n ATTRIBUTE NAME}. */
  public static Optional<String> get(Path path, String name) {
    byte[] value = new byte[MOST_BYTES];
    long size = LibC.CALLS.lgetxattr(path.toString(), name, value, value.length);
    if (size >= 0) {
      return Optional.of(new String(value, 0, (int) size, StandardCharsets.UTF_8));
    }
    Errno errno = SyscallException.lastErrno();
    if (errno == Errno.ENODATA || errno == Errno.EOPNOTSUPP || errno == Errno.EPERM) {
      return Optional.empty();
    }
    throw new SyscallException("getxattr " + name, path, errno);
  }

  /**
   * Stands for {@code setfattr -h -n ATTRIBUTE -v VALUE NAME}.
   *
   * @throws SyscallException EPERM for {@code trusted.*} without the right to it
   */
  public static void set(Path path, String name, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    if (LibC.CALLS.lsetxattr(path.toString(), name, bytes, bytes.length, 0) != 0) {
      throw new SyscallException("setxattr " + name, path, SyscallException.lastErrno());
    }
  }

  private static List<String> names(Path path) {
    byte[] names = new byte[MOST_BYTES];
    long size = LibC.CALLS.llistxattr(path.toString(), names, names.length);
    if (size < 0) {
      Errno errno = SyscallException.lastErrno();
      if (errno == Errno.EOPNOTSUPP) {
        return List.of();
      }
      throw new SyscallException("listxattr", path, errno);
    }
    String all = new String(names, 0, (int) size, StandardCharsets.UTF_8);
    return Arrays.stream(all.split("\0")).filter(name -> !name.isEmpty()).toList();
  }
}
