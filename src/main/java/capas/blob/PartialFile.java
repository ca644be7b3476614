package capas.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The file of an unfinished blob: {@code .capas/sha256-HEX.RANDOM}. Whoever writes holds its lock,
 * which ends with the process, and no name is used twice: so whoever gets the lock and still finds
 * the name has the file for itself.
 */
final class PartialFile implements AutoCloseable {

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final int TRIES = 100;
  private static final Pattern FORM = Pattern.compile("[a-z0-9]+-[a-f0-9]+\\.[a-f0-9]{16}");

  // A lock belongs to the whole process, and closing the file once more would end it: so what this
  // process holds is known in one place, and not opened again.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  private PartialFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** A new file, with this process as its only writer. */
  static PartialFile create(Path folder, Digest digest) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      String lot = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
      Path path = folder.resolve(beginning(digest) + lot);
      try {
        Files.createDirectories(folder.getParent());
        if (!Files.isDirectory(folder)) {
          Files.createDirectory(folder, OWNER_ONLY_FOLDER);
        }
        Files.createFile(path, OWNER_ONLY);
      } catch (NoSuchFileException | FileAlreadyExistsException raced) {
        // Another process removed the empty folder or made it, at this moment.
        continue;
      }
      Optional<PartialFile> held = hold(path, true);
      if (held.isPresent()) {
        return held.get();
      }
    }
    throw new IOException(folder + ": EEXIST");
  }

  /** A file of this blob that an earlier process left, if there is one that nobody writes. */
  static Optional<PartialFile> adopt(Path folder, Digest digest) throws IOException {
    return adopt(folder, of(digest));
  }

  private static Optional<PartialFile> adopt(Path folder, Predicate<Path> wanted)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, wanted::test)) {
      for (Path path : paths) {
        Optional<PartialFile> held = hold(path, false);
        if (held.isPresent()) {
          return held;
        }
      }
    } catch (NoSuchFileException vanished) {
      return Optional.empty();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return Optional.empty();
  }

  private static Predicate<Path> of(Digest digest) {
    return path -> path.getFileName().toString().startsWith(beginning(digest));
  }

  private static String beginning(Digest digest) {
    return digest.algorithm().word() + "-" + digest.hex() + ".";
  }

  private static Optional<PartialFile> hold(Path path, boolean isNew) throws IOException {
    Path key = path.toAbsolutePath();
    if (!HELD.add(key)) {
      return Optional.empty();
    }
    boolean taken = false;
    FileChannel channel = null;
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      taken = lock(channel, isNew) && Files.exists(path);
      return taken ? Optional.of(new PartialFile(key, channel)) : Optional.empty();
    } catch (NoSuchFileException vanished) {
      return Optional.empty();
    } finally {
      if (!taken) {
        if (channel != null) {
          channel.close();
        }
        HELD.remove(key);
      }
    }
  }

  private static boolean lock(FileChannel channel, boolean isNew) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException held) {
      return false;
    } catch (IOException noLocks) {
      // Some shared folders of virtual machines have none: then nothing is continued there.
      return isNew;
    }
  }

  long size() throws IOException {
    return channel.size();
  }

  int read(byte[] into, long fromOffset) throws IOException {
    return channel.read(ByteBuffer.wrap(into), fromOffset);
  }

  void write(byte[] bytes, int from, int length, long atOffset) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes, from, length);
    long offset = atOffset;
    while (rest.hasRemaining()) {
      offset += channel.write(rest, offset);
    }
  }

  void empty() throws IOException {
    channel.truncate(0);
  }

  /** Gives the file its name, readable as the folders on the way allow. */
  void rename(Path name) throws IOException {
    Files.createDirectories(name.getParent());
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(path, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes what was left of this blob and is not being written. */
  static void removeAll(Path folder, Digest digest) {
    removeAll(folder, of(digest));
  }

  /** Removes what was left of any blob before this time, and has not been written since. */
  static void removeOlder(Path folder, Instant time) {
    removeAll(
        folder,
        path -> FORM.matcher(path.getFileName().toString()).matches() && isOlder(path, time));
  }

  private static boolean isOlder(Path path, Instant time) {
    try {
      return Files.getLastModifiedTime(path).toInstant().isBefore(time);
    } catch (IOException vanished) {
      return false;
    }
  }

  private static void removeAll(Path folder, Predicate<Path> wanted) {
    try {
      for (var left = adopt(folder, wanted); left.isPresent(); left = adopt(folder, wanted)) {
        try (PartialFile file = left.get()) {
          file.remove();
        }
      }
    } catch (IOException leftover) {
      return;
    } finally {
      tidy(folder);
    }
  }

  /** Removes the file while it is still held. */
  void remove() throws IOException {
    Files.deleteIfExists(path);
  }

  /** Removes the folder of unfinished blobs if none is left. */
  static void tidy(Path folder) {
    try (DirectoryStream<Path> rest = Files.newDirectoryStream(folder)) {
      if (!rest.iterator().hasNext()) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException stillInUse) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(path);
    }
  }
}
