package capas.linux;

import java.nio.file.Path;
import jnr.constants.platform.Errno;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;

/** The calls that make, move and remove names, with the kernel's own errno when they fail. */
public final class Names {

  private static final POSIX POSIX_CALLS = POSIXFactory.getNativePOSIX();

  private Names() {}

  /** Stands for {@code rm NAME}; see unlink(2). */
  public static void remove(Path name) {
    must("unlink", name, POSIX_CALLS.unlink(name.toString()));
  }

  /** Stands for {@code mkdir NAME}, with mode 755; see mkdir(2). */
  public static void makeFolder(Path name) {
    must("mkdir", name, POSIX_CALLS.mkdir(name.toString(), 0755));
  }

  /** Stands for {@code rmdir NAME}; see rmdir(2). */
  public static void removeFolder(Path name) {
    must("rmdir", name, POSIX_CALLS.rmdir(name.toString()));
  }

  /**
   * Stands for {@code mv NAME OTHER}, but never copies where the kernel says EXDEV; see rename(2).
   */
  public static void rename(Path name, Path other) {
    must("rename", name, POSIX_CALLS.rename(name.toString(), other.toString()));
  }

  /** Stands for {@code ln NAME OTHER}; see link(2). */
  public static void hardLink(Path name, Path other) {
    must("link", name, POSIX_CALLS.link(name.toString(), other.toString()));
  }

  /** Stands for {@code chmod MODE NAME}; see chmod(2). */
  public static void changeMode(Path name, int permissions) {
    must("chmod", name, POSIX_CALLS.chmod(name.toString(), permissions));
  }

  private static void must(String call, Path name, int answer) {
    if (answer != 0) {
      throw new SyscallException(call, name, Errno.valueOf(POSIX_CALLS.errno()));
    }
  }
}
