package capas.blob;

import capas.blob.BlobDirectory.Depth;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A blob of which the first bytes are on the disk. It survives its process, however that ends:
 * {@link BlobDirectory#resume} finds it again, and hashes what it finds. Not for several threads at
 * once.
 */
public final class Partial implements AutoCloseable {

  private final BlobDirectory home;
  private final Descriptor descriptor;
  private final Limits limits;
  private final Progress progress;
  private final Depth depth;
  private final LayerSink sink;
  private final PartialFile file;
  private MessageDigest hash;
  private Measuring inside;
  private long offset;
  private boolean open = true;

  private Partial(
      BlobDirectory home,
      Descriptor descriptor,
      Limits limits,
      Progress progress,
      Depth depth,
      LayerSink sink,
      PartialFile file) {
    this.home = home;
    this.descriptor = descriptor;
    this.limits = limits;
    this.progress = progress;
    this.depth = descriptor.mediaType().use().isLayer() ? depth : Depth.STORED_BYTES;
    this.sink = sink;
    this.file = file;
    begin();
  }

  static Partial create(
      BlobDirectory home,
      Descriptor descriptor,
      Limits limits,
      Progress progress,
      Depth depth,
      LayerSink sink) {
    Path folder = home.partials();
    try {
      PartialFile file = PartialFile.create(folder, descriptor.digest());
      Partial partial = new Partial(home, descriptor, limits, progress, depth, sink, file);
      partial.needSpace();
      return partial;
    } catch (IOException e) {
      throw new BlobException.NotWritable(folder, e);
    }
  }

  static Partial resume(
      BlobDirectory home,
      Descriptor descriptor,
      Limits limits,
      Progress progress,
      Depth depth,
      LayerSink sink) {
    Optional<PartialFile> left;
    try {
      left = PartialFile.adopt(home.partials(), descriptor.digest());
    } catch (IOException e) {
      throw new BlobException.NotWritable(home.partials(), e);
    }
    if (left.isEmpty()) {
      return create(home, descriptor, limits, progress, depth, sink);
    }
    Partial partial = new Partial(home, descriptor, limits, progress, depth, sink, left.get());
    partial.hashWhatIsThere();
    partial.needSpace();
    return partial;
  }

  /** The promise that is being kept. */
  public Descriptor descriptor() {
    return descriptor;
  }

  /** How many bytes are on the disk and hashed; the next one to append has this number. */
  public long offsetInBytes() {
    return offset;
  }

  /**
   * Appends the next bytes.
   *
   * @throws BlobException.SizeMismatch if they are more than promised; all are thrown away
   * @throws BlobException.DecompressionBomb if a layer grows beyond the limits; the same
   * @throws BlobException.DiskFull if they do not fit; the same, for the space is needed
   * @throws BlobException.Stopped if the thread was interrupted; what was appended before is kept
   */
  public void append(byte[] bytes, int from, int length) {
    needOpen();
    if (length > descriptor.sizeInBytes() - offset) {
      long actual = Math.addExact(offset, length);
      discard();
      throw new BlobException.SizeMismatch(descriptor.digest(), descriptor.sizeInBytes(), actual);
    }
    try {
      for (int done = 0; done < length; ) {
        int count = Math.min(BlobDirectory.PIECE, length - done);
        file.write(bytes, from + done, count, offset);
        done += count;
        passed(bytes, from + done - count, count);
        progress.reached(descriptor, offset);
      }
    } catch (ClosedByInterruptException e) {
      close();
      throw new BlobException.Stopped(descriptor.digest(), offset);
    } catch (IOException e) {
      throw refused(e);
    }
  }

  /** Forgets all bytes and begins at 0 again, for a sender that cannot begin in the middle. */
  public void restart() {
    needOpen();
    try {
      file.empty();
      begin();
    } catch (IOException e) {
      throw new BlobException.NotWritable(home.partials(), e);
    }
  }

  /**
   * Compares with the promise and gives the blob its name in one step.
   *
   * @throws BlobException.SizeMismatch if bytes are missing; what is there is kept for later
   * @throws BlobException.DigestMismatch if the bytes are others; they are thrown away
   * @throws BlobException.CorruptCompression if the bytes are those that were promised, but a layer
   *     cannot be decompressed; they are thrown away, as they are if its sink refuses them
   */
  public Blob finish() {
    Path name = home.pathOf(descriptor.digest());
    Optional<Uncompressed> found = prove();
    try {
      file.rename(name);
      open = false;
      letGo();
      // What another try of the same blob left is of no use now.
      PartialFile.removeAll(home.partials(), descriptor.digest());
      return new Blob(descriptor, name, found);
    } catch (IOException e) {
      throw refused(e);
    }
  }

  /**
   * The same for a layer of which only what a {@link LayerSink} took is wanted. The bytes get no
   * name; they stay for another try until {@link BlobDirectory#forget}.
   */
  public Uncompressed finishUnnamed() {
    Uncompressed found = prove().orElseThrow(IllegalStateException::new);
    close();
    return found;
  }

  private Optional<Uncompressed> prove() {
    needOpen();
    if (offset < descriptor.sizeInBytes()) {
      throw new BlobException.SizeMismatch(descriptor.digest(), descriptor.sizeInBytes(), offset);
    }
    Digest actual = Digest.ending(descriptor.digest().algorithm(), hash);
    if (!actual.equals(descriptor.digest())) {
      discard();
      throw new BlobException.DigestMismatch(descriptor.digest(), actual);
    }
    try {
      return Optional.ofNullable(inside).map(Measuring::end);
    } catch (RuntimeException e) {
      discard();
      throw e;
    }
  }

  /** Throws the bytes away; nothing happens after {@link #finish}. */
  public void discard() {
    if (open) {
      try {
        file.remove();
      } catch (IOException e) {
        throw new BlobException.NotWritable(home.partials(), e);
      } finally {
        close();
      }
    }
  }

  /** Lets go of the file; the bytes stay for later, unless it was finished or discarded. */
  @Override
  public void close() {
    if (open) {
      open = false;
      letGo();
    }
  }

  private void begin() {
    release();
    hash = descriptor.digest().algorithm().start();
    inside = depth == Depth.INSIDE ? new Measuring(descriptor, limits, sink) : null;
    offset = 0;
  }

  private void passed(byte[] bytes, int from, int length) {
    hash.update(bytes, from, length);
    offset += length;
    if (inside != null) {
      try {
        inside.take(bytes, from, length);
      } catch (BlobException.DecompressionBomb e) {
        discard();
        throw e;
      }
    }
  }

  private void hashWhatIsThere() {
    try {
      long size = file.size();
      if (size > descriptor.sizeInBytes()) {
        restart();
        return;
      }
      byte[] piece = new byte[BlobDirectory.PIECE];
      while (offset < size) {
        int count = file.read(piece, offset);
        if (count <= 0) {
          break;
        }
        passed(piece, 0, (int) Math.min(count, size - offset));
      }
      progress.reached(descriptor, offset);
    } catch (IOException e) {
      close();
      throw new BlobException.Unreadable(home.partials(), e);
    }
  }

  private void needSpace() {
    try {
      DiskSpace.need(home.root(), descriptor.sizeInBytes() - offset);
    } catch (BlobException.DiskFull e) {
      discard();
      throw e;
    }
  }

  private BlobException refused(IOException failure) {
    discard();
    return DiskSpace.refusal(home.root(), descriptor.sizeInBytes(), failure);
  }

  private void needOpen() {
    if (!open) {
      throw new BlobException.AlreadyClosed(descriptor.digest());
    }
  }

  private void letGo() {
    release();
    try {
      file.close();
    } catch (IOException e) {
      throw new BlobException.NotWritable(home.partials(), e);
    } finally {
      PartialFile.tidy(home.partials());
    }
  }

  private void release() {
    if (inside != null) {
      inside.close();
    }
  }

  /** One line: {@code c61d16cfe03e 1048576/78951426}. */
  @Override
  public String toString() {
    return descriptor.digest() + " " + offset + "/" + descriptor.sizeInBytes();
  }
}
