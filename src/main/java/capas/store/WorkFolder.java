package capas.store;

import capas.layer.Marks;
import capas.linux.OpenFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A folder of one pull inside the store, on the same file system, where layers are unpacked before
 * they get a name: {@code GRAPHROOT/.capas/work-RANDOM}. A file beside it is locked while its
 * process lives; what others left is swept.
 */
final class WorkFolder implements AutoCloseable {

  private static final String TOP = ".capas";
  private static final String BEGINNING = "work-";
  private static final String LOCK = ".lock";
  private static final int TRIES = 100;

  /** A lock belongs to the process, and opening and closing the file once more would end it. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final GraphRoot root;
  private final Path folder;
  private final Path lockFile;
  private final FileChannel lock;

  private WorkFolder(GraphRoot root, Path lockFile, FileChannel lock) {
    this.root = root;
    this.lockFile = lockFile;
    this.lock = lock;
    this.folder = folderOf(lockFile);
  }

  /** Our own place in this store. */
  static Path top(GraphRoot root) {
    return root.top().toAbsolutePath().resolve(TOP);
  }

  /** A new one, after sweeping those of processes that have ended. */
  static WorkFolder in(GraphRoot root) {
    Path top = top(root);
    try {
      sweep(root, top);
    } catch (IOException e) {
      throw new StoreException.Failed(top, e);
    }
    // Whoever tidies up holds this lock too.
    StoreLock.Held alone = StoreLock.toWrite(root.storageLock());
    try {
      for (int i = 0; i < TRIES; i++) {
        String lot = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Path lockFile = top.resolve(BEGINNING + lot + LOCK);
        WorkFolder made = make(root, top, lockFile);
        if (made != null) {
          return made;
        }
      }
      throw new IOException("EEXIST");
    } catch (IOException e) {
      throw new StoreException.Failed(top, e);
    } finally {
      alone.close();
    }
  }

  private static WorkFolder make(GraphRoot root, Path top, Path lockFile) throws IOException {
    StoreFolders.folder(top, "rwx------");
    HELD.add(lockFile);
    Files.createFile(lockFile);
    WorkFolder work = hold(root, lockFile);
    if (work != null) {
      Files.createDirectory(
          work.folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return work;
  }

  /** None if somebody else has it, or had it and removed it. */
  private static WorkFolder hold(GraphRoot root, Path lockFile) throws IOException {
    FileChannel channel = null;
    boolean taken = false;
    try {
      channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
      taken = channel.tryLock() != null && Files.exists(lockFile);
      return taken ? new WorkFolder(root, lockFile, channel) : null;
    } catch (NoSuchFileException | OverlappingFileLockException others) {
      return null;
    } finally {
      if (!taken) {
        if (channel != null) {
          channel.close();
        }
        HELD.remove(lockFile);
      }
    }
  }

  private static void sweep(GraphRoot root, Path top) throws IOException {
    if (!Files.isDirectory(top)) {
      return;
    }
    try (DirectoryStream<Path> locks = Files.newDirectoryStream(top, BEGINNING + "*" + LOCK)) {
      for (Path lockFile : locks) {
        if (HELD.add(lockFile)) {
          WorkFolder left = hold(root, lockFile);
          if (left != null) {
            left.close();
          }
        }
      }
    } catch (NoSuchFileException vanished) {
      // Another pull has come to its end, and tidied up.
      return;
    }
  }

  private static Path folderOf(Path lockFile) {
    String name = lockFile.getFileName().toString();
    return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
  }

  /** What hides names in layers of this store. */
  Marks marks() {
    return MountProgram.isUsedIn(root) ? Marks.NAMES : Marks.ofThisProcess();
  }

  /** A name in it. */
  Path resolve(String name) {
    return folder.resolve(name);
  }

  /** Removes something in it, whatever lies inside. */
  void remove(String name) {
    try (OpenFolder open = OpenFolder.at(folder)) {
      open.removeTree(name.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Removes it with all that is in it, and our place in the store if nothing else is there. */
  @Override
  public void close() {
    try {
      Path top = folder.getParent();
      try (OpenFolder open = OpenFolder.at(top)) {
        open.removeTree(folder.getFileName().toString().getBytes(StandardCharsets.UTF_8));
      }
      StoreLock.Held alone = StoreLock.toWrite(root.storageLock());
      try {
        Files.deleteIfExists(lockFile);
        lock.close();
        if (isLast(top)) {
          tidy(top);
        }
      } finally {
        alone.close();
      }
    } catch (IOException e) {
      throw new StoreException.Failed(folder, e);
    } finally {
      HELD.remove(lockFile);
    }
  }

  private static boolean isLast(Path top) throws IOException {
    try (DirectoryStream<Path> others = Files.newDirectoryStream(top, BEGINNING + "*" + LOCK)) {
      return !others.iterator().hasNext();
    }
  }

  /** Removes the folders that blobs leave empty, and our own. */
  private static void tidy(Path top) {
    for (String name : new String[] {"blobs/sha256", "blobs/sha512", "blobs", ".capas", ""}) {
      try {
        Files.deleteIfExists(top.resolve(name));
      } catch (IOException notEmpty) {
        continue;
      }
    }
  }
}
