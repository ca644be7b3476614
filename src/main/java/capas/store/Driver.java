package capas.store;

import capas.linux.MountPoint;
import capas.linux.Mounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A way to keep layers on a disk and show them as one tree, and whether this machine can do it.
 *
 * @param evidence what was looked at, as the system has it
 */
public record Driver(Kind kind, boolean possible, Reason reason, String evidence) {

  /** The drivers that containers/storage has or had, in the order in which it tries them. */
  public enum Kind {
    OVERLAY,
    VFS,
    BTRFS,
    ZFS,
    DEVICEMAPPER,
    AUFS;

    /** As {@code storage.conf} has it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Why it can be had, or cannot. */
  public enum Reason {
    /** The kernel has overlayfs, and it may lie on this file system. */
    OVERLAY_IN_KERNEL,
    /** The kernel has no such file system. */
    NOT_IN_KERNEL,
    /** The graphroot lies on a file system that cannot carry the layers. */
    UNFIT_BACKING,
    /** It copies files, which can be done everywhere. */
    COPIES,
    /** The graphroot lies on this very file system. */
    BACKING_IS_ITSELF,
    /** It needs a graphroot on this very file system. */
    BACKING_IS_ANOTHER,
    /** containers/storage has removed it. */
    REMOVED,
    /** Linux never had it; only some distributions' kernels did. */
    NEVER_IN_LINUX
  }

  private static final Set<String> UNFIT_FOR_OVERLAY =
      Set.of("overlay", "aufs", "ecryptfs", "zfs", "nfs", "nfs4");

  /** All of them, for a store in this folder, which need not exist. */
  public static List<Driver> onThisMachine(Path graphroot) {
    MountPoint backing = backing(graphroot);
    return Stream.of(Kind.values()).map(kind -> of(kind, backing)).toList();
  }

  private static Driver of(Kind kind, MountPoint backing) {
    String on = backing.type() + " " + backing.place();
    return switch (kind) {
      case OVERLAY -> {
        if (!isInKernel("overlay")) {
          yield new Driver(kind, false, Reason.NOT_IN_KERNEL, "/proc/filesystems");
        }
        yield UNFIT_FOR_OVERLAY.contains(backing.type())
            ? new Driver(kind, false, Reason.UNFIT_BACKING, on)
            : new Driver(kind, true, Reason.OVERLAY_IN_KERNEL, on);
      }
      case VFS -> new Driver(kind, true, Reason.COPIES, on);
      case BTRFS, ZFS -> {
        if (backing.type().equals(kind.word())) {
          yield new Driver(kind, true, Reason.BACKING_IS_ITSELF, on);
        }
        yield isInKernel(kind.word())
            ? new Driver(kind, false, Reason.BACKING_IS_ANOTHER, on)
            : new Driver(kind, false, Reason.NOT_IN_KERNEL, "/proc/filesystems");
      }
      case DEVICEMAPPER -> new Driver(kind, false, Reason.REMOVED, "containers/storage");
      case AUFS -> new Driver(kind, false, Reason.NEVER_IN_LINUX, "/proc/filesystems");
    };
  }

  /** The mount that holds this folder, or the nearest one above it that exists. */
  static MountPoint backing(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    return Mounts.holding(existing);
  }

  private static boolean isInKernel(String fileSystem) {
    try {
      return Files.readAllLines(Path.of("/proc/filesystems")).stream()
          .anyMatch(line -> Arrays.asList(line.split("\\s+")).contains(fileSystem));
    } catch (IOException e) {
      throw new StoreException.Failed(Path.of("/proc/filesystems"), e);
    }
  }

  @Override
  public String toString() {
    return kind.word();
  }
}
