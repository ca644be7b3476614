package capas.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The mount table of the calling thread, and the calls that change it. */
public final class Mounts {

  private static final int MNT_DETACH = 2;

  private Mounts() {}

  /**
   * Stands for {@code mount -t TYPE SOURCE PLACE -o DATA}; see mount(2). Relative names count from
   * the thread's current directory.
   *
   * @throws SyscallException if the kernel refuses; its errno rarely says the real reason
   */
  public static void mount(String type, String source, String place, String data) {
    if (LibC.CALLS.mount(source, place, type, 0, data) != 0) {
      throw new SyscallException("mount", place, SyscallException.lastErrno());
    }
  }

  /** Stands for {@code umount PLACE}; EBUSY means that a process still uses it. See umount2(2). */
  public static void unmount(Path place) {
    unmount(place, 0);
  }

  /** Stands for {@code umount --lazy PLACE}: gone from the tree at once, whoever still uses it. */
  public static void detach(Path place) {
    unmount(place, MNT_DETACH);
  }

  private static void unmount(Path place, int flags) {
    if (LibC.CALLS.umount2(place.toString(), flags) != 0) {
      throw new SyscallException("umount", place, SyscallException.lastErrno());
    }
  }

  /** Every mount that the calling thread sees, oldest first. Stands for {@code mount}. */
  public static List<MountPoint> table() {
    try {
      return Files.readAllLines(Path.of("/proc/thread-self/mountinfo")).stream()
          .map(MountPoint::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The mount that holds this existing path. Stands for {@code findmnt --target PATH}. */
  public static MountPoint holding(Path path) {
    long id = FileStatus.of(path).mountId();
    return table().stream().filter(mount -> mount.id() == id).findFirst().orElseThrow();
  }
}
