package capas.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock files of a store: POSIX record locks on the whole file, as Podman, Buildah and skopeo
 * take them; see fcntl_locking(2). Whoever needs several takes them in this order: {@code
 * storage.lock}, {@code layers.lock}, {@code images.lock}, {@code containers.lock}.
 *
 * <p>The kernel gives such a lock to a process, not to a thread; it ends when the process closes
 * the file once, and the kernel calls it a deadlock if two threads of one process hold one lock and
 * wait for another. So in this process one thread at a time holds locks of stores.
 */
public final class StoreLock {

  /** So long is the mark of the last writer. */
  static final int TOKEN_BYTES = 64;

  private static final ReentrantLock ONE_THREAD = new ReentrantLock();
  private static final AtomicLong WRITES = new AtomicLong();
  private static final FileAttribute<?> LOCK_MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));
  private static final FileAttribute<?> LIST_MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private StoreLock() {}

  /**
   * Waits until nobody else reads or writes, and keeps others away until it is closed.
   *
   * @throws StoreException.Failed if the file cannot be opened or locked
   * @throws StoreException.Stopped if the thread is interrupted while it waits
   */
  public static Held toWrite(Path lockFile) {
    return take(lockFile, false);
  }

  /** Waits until nobody writes, and keeps writers away until it is closed. */
  public static Held toRead(Path lockFile) {
    return take(lockFile, true);
  }

  private static Held take(Path file, boolean shared) {
    try {
      ONE_THREAD.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException.Stopped(file);
    }
    boolean taken = false;
    FileChannel channel = null;
    try {
      channel = open(file, shared);
      channel.lock(0, Long.MAX_VALUE, shared);
      taken = true;
      return new Held(file, channel);
    } catch (FileLockInterruptionException | ClosedByInterruptException e) {
      throw new StoreException.Stopped(file);
    } catch (IOException e) {
      throw new StoreException.Failed(file, e);
    } finally {
      if (!taken) {
        end(file, channel);
      }
    }
  }

  private static FileChannel open(Path file, boolean shared) throws IOException {
    if (shared && Files.exists(file)) {
      return FileChannel.open(file, StandardOpenOption.READ);
    }
    return FileChannel.open(
        file,
        java.util.Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        LOCK_MODE);
  }

  private static void end(Path file, FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new StoreException.Failed(file, e);
    } finally {
      ONE_THREAD.unlock();
    }
  }

  /** A lock that is held, until it is closed. For the thread that took it. */
  public static final class Held implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;

    private Held(Path file, FileChannel channel) {
      this.file = file;
      this.channel = channel;
    }

    /**
     * Replaces a file that the lock protects, whole or not at all, after telling all who have read
     * it before: they compare the mark of the last writer. It is on the disk when this returns.
     */
    void replace(Path target, byte[] bytes) {
      try {
        mark();
        Path fresh =
            Files.createTempFile(target.getParent(), ".tmp-" + target.getFileName(), "", LIST_MODE);
        try {
          try (FileChannel to = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            writeAll(to, ByteBuffer.wrap(bytes));
            to.force(false);
          }
          Files.move(
              fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
          Files.deleteIfExists(fresh);
        }
      } catch (IOException e) {
        throw new StoreException.Failed(target, e);
      }
    }

    /** When, the how manieth time, who, and chance: as containers/storage writes it. */
    private void mark() throws IOException {
      Instant now = Instant.now();
      byte[] random = new byte[TOKEN_BYTES - 2 * Long.BYTES - Integer.BYTES];
      ThreadLocalRandom.current().nextBytes(random);
      ByteBuffer token =
          ByteBuffer.allocate(TOKEN_BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(now.getEpochSecond() * 1_000_000_000 + now.getNano())
              .putLong(WRITES.incrementAndGet())
              .putInt((int) ProcessHandle.current().pid())
              .put(random)
              .flip();
      for (long at = 0; token.hasRemaining(); ) {
        at += channel.write(token, at);
      }
    }

    private static void writeAll(FileChannel to, ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        to.write(bytes);
      }
    }

    @Override
    public void close() {
      end(file, channel);
    }
  }
}
