package capas.linux;

import java.nio.file.Path;

/** The calls that make, move and remove names, with the kernel's own errno when they fail. */
public final class Names {

  private Names() {}

  /** Stands for {@code rm NAME}; see unlink(2). */
  public static void remove(Path name) {
    Posix.must("unlink", name, Posix.CALLS.unlink(name.toString()));
  }

  /** Stands for {@code mkdir NAME}, with mode 755; see mkdir(2). */
  public static void makeFolder(Path name) {
    Posix.must("mkdir", name, Posix.CALLS.mkdir(name.toString(), 0755));
  }

  /** Stands for {@code rmdir NAME}; see rmdir(2). */
  public static void removeFolder(Path name) {
    Posix.must("rmdir", name, Posix.CALLS.rmdir(name.toString()));
  }

  /**
   * Stands for {@code mv NAME OTHER}, but never copies where the kernel says EXDEV; see rename(2).
   */
  public static void rename(Path name, Path other) {
    Posix.must("rename", name, Posix.CALLS.rename(name.toString(), other.toString()));
  }

  /** Stands for {@code ln NAME OTHER}; see link(2). */
  public static void hardLink(Path name, Path other) {
    Posix.must("link", name, Posix.CALLS.link(name.toString(), other.toString()));
  }

  /** Stands for {@code chmod MODE NAME}; see chmod(2). */
  public static void changeMode(Path name, int permissions) {
    Posix.must("chmod", name, Posix.CALLS.chmod(name.toString(), permissions));
  }
}
