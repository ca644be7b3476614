package capas.linux;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import jnr.constants.platform.OpenFlags;

/**
 * A folder as its own file system has it: what is mounted on names inside does not cover them here.
 * So a name can be moved between any two of its folders, which rename(2) refuses from one mount to
 * another (EXDEV), even where both show the same file system. Stands for {@code mount --bind PLACE
 * ELSEWHERE}, but nobody else sees it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/open_tree.2.html">open_tree(2)</a>
 */
public final class UncoveredFolder implements AutoCloseable {

  private static final int SYS_OPEN_TREE = 428;
  private static final int AT_FDCWD = -100;
  private static final int OPEN_TREE_CLONE = 1;
  private static final int FLAGS = OPEN_TREE_CLONE | OpenFlags.O_CLOEXEC.intValue();
  private static final int UNUSED = 0;

  private final Path place;
  private final int descriptor;

  private UncoveredFolder(Path place, int descriptor) {
    this.place = place;
    this.descriptor = descriptor;
  }

  /**
   * Opens this existing folder.
   *
   * @throws SyscallException EPERM without the right to mount (CAP_SYS_ADMIN), ENOSYS before Linux
   *     5.2
   */
  public static UncoveredFolder at(Path place) {
    NativeMemory memory = new NativeMemory();
    long name = memory.name(place.toString().getBytes(StandardCharsets.UTF_8));
    int opened = FolderCalls.syscall(SYS_OPEN_TREE, AT_FDCWD, name, FLAGS, UNUSED);
    if (opened < 0) {
      throw new SyscallException("open_tree", place, SyscallException.lastErrno());
    }
    return new UncoveredFolder(place.toAbsolutePath(), opened);
  }

  /** Where this process meets what lies under this path, until the folder is closed. */
  public Path find(Path inside) {
    return Path.of("/proc/self/fd/" + descriptor)
        .resolve(place.relativize(inside.toAbsolutePath()));
  }

  @Override
  public void close() {
    FolderCalls.close(descriptor);
  }
}
