package capas.lab;

import capas.linux.FileStatus;
import capas.linux.MountNamespace;
import capas.linux.Mounts;
import capas.linux.Names;
import capas.linux.SyscallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The folder on the disk in which a lab works, and the one lock that says that its owner lives.
 * Whoever is killed leaves its folder behind (never a mount); the next lab sweeps it away.
 */
final class LabFolder implements AutoCloseable {

  private static final String PREFIX = "capas-";
  private static final Duration TIME_TO_LOCK = Duration.ofMinutes(1);

  private final Path path;
  private final FileChannel lock;
  private final MountNamespace namespace;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LabFolder(Path path, FileChannel lock, MountNamespace namespace) {
    this.path = path;
    this.lock = lock;
    this.namespace = namespace;
  }

  /** Makes a folder of its own in this one. */
  static LabFolder in(Path base) {
    try {
      sweep(base);
      Path path = newFolder(base);
      try {
        return made(path);
      } catch (RuntimeException | Error | IOException e) {
        delete(path);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With a short random name: students read it in the mount table. */
  private static Path newFolder(Path base) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    while (true) {
      int number = ThreadLocalRandom.current().nextInt(0x10000, 0x100000);
      try {
        return Files.createDirectory(base.resolve(PREFIX + Integer.toHexString(number)), mode);
      } catch (FileAlreadyExistsException taken) {
        continue;
      }
    }
  }

  private static LabFolder made(Path path) throws IOException {
    FileChannel lock =
        FileChannel.open(lockOf(path), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    LabFolder folder = new LabFolder(path, lock, MountNamespace.in(path));
    folder.makeFitForUpper();
    Files.createDirectory(folder.top());
    folder.namespace.moveTo(folder.top());
    return folder;
  }

  /** Where the layers lie. */
  Path top() {
    return path.resolve("lab");
  }

  MountNamespace namespace() {
    if (closed.get()) {
      throw new LabRefusedException.Closed();
    }
    return namespace;
  }

  /** In a container the disk is an overlay itself, which cannot carry an upper: memory can. */
  private void makeFitForUpper() {
    namespace.run(() -> {
      if (Mounts.holding(path).type().equals("overlay")) {
        try {
          Mounts.mount("tmpfs", "capas", path.toString(), "mode=755");
        } catch (SyscallException refused) {
          // Who may not mount this may not mount an overlay either, and is told so at that step.
          if (!refused.errno().equals("EPERM")) {
            throw refused;
          }
        }
      }
    });
  }

  /** Removes the layers and begins with an empty folder. */
  void empty() {
    namespace.run(() -> {
      detachAllIn(top());
      delete(top());
      Names.makeFolder(top());
    });
    namespace.moveTo(top());
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      namespace.run(() -> {
        detachAllIn(path);
        delete(path);
      });
      namespace.close();
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void detachAllIn(Path folder) {
    Mounts.table().reversed().stream()
        .map(mount -> mount.place())
        .filter(place -> place.startsWith(folder))
        .forEach(Mounts::detach);
  }

  private static Path lockOf(Path folder) {
    return folder.resolve("lock");
  }

  private static void sweep(Path base) throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(base, PREFIX + "*")) {
      for (Path folder : old) {
        if (Files.isRegularFile(lockOf(folder)) && isOurs(folder) && isAbandoned(folder)) {
          delete(folder);
        }
      }
    }
  }

  private static boolean isOurs(Path folder) throws IOException {
    int me = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    FileStatus status = FileStatus.of(folder);
    return status.isFolder() && status.uid() == me;
  }

  private static boolean isAbandoned(Path folder) throws IOException {
    Instant made = FileStatus.of(lockOf(folder)).modified();
    if (made.isAfter(Instant.now().minus(TIME_TO_LOCK))) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(lockOf(folder), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (java.nio.channels.OverlappingFileLockException ofThisProcess) {
      return false;
    }
  }

  private static void delete(Path folder) {
    try {
      Files.walkFileTree(folder, new Deleting());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Follows no link; opens folders such as work/work, which overlayfs makes with mode 000. */
  private static final class Deleting extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path folder, IOException refused) throws IOException {
      if (!FileStatus.of(folder).isFolder() || (FileStatus.of(folder).permissions() & 0700) != 0) {
        throw refused;
      }
      Names.changeMode(folder, 0700);
      Files.walkFileTree(folder, this);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException refused) throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
