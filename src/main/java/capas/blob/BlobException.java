package capas.blob;

import capas.words.CapasException;
import java.io.IOException;
import java.nio.file.Path;

/** Bytes that were not taken, or not given; nothing half-written is left in their place. */
public abstract sealed class BlobException extends CapasException {

  private BlobException(String key, Object... facts) {
    super(key, facts);
  }

  /** A text that is not a digest. */
  public static final class MalformedDigest extends BlobException {
    MalformedDigest(String text) {
      super("malformed-digest", quote(text));
    }
  }

  /** A text that is not a media type. */
  public static final class MalformedMediaType extends BlobException {
    MalformedMediaType(String text) {
      super("malformed-media-type", quote(text));
    }
  }

  /** A size that no blob can have. */
  public static final class ImpossibleSize extends BlobException {
    ImpossibleSize(Digest digest, long sizeInBytes, long most) {
      super("impossible-size", digest, sizeInBytes, most);
    }
  }

  /** The bytes are others than promised. */
  public static final class DigestMismatch extends BlobException {
    private final Digest expected;
    private final Digest actual;

    DigestMismatch(Digest expected, Digest actual) {
      super("digest-mismatch", expected, expected.text(), actual.text());
      this.expected = expected;
      this.actual = actual;
    }

    /** The digest that was promised. */
    public Digest expected() {
      return expected;
    }

    /** The digest of the bytes that came. */
    public Digest actual() {
      return actual;
    }
  }

  /** There are more bytes, or fewer, than promised. */
  public static final class SizeMismatch extends BlobException {
    private final long expectedInBytes;
    private final long actualInBytes;

    SizeMismatch(Digest digest, long expectedInBytes, long actualInBytes) {
      super("size-mismatch", digest, expectedInBytes, actualInBytes);
      this.expectedInBytes = expectedInBytes;
      this.actualInBytes = actualInBytes;
    }

    /** How many were promised. */
    public long expectedInBytes() {
      return expectedInBytes;
    }

    /** How many came; if it is above the promise, reading stopped there and more may follow. */
    public long actualInBytes() {
      return actualInBytes;
    }
  }

  /** A few bytes that stand for too many. */
  public static final class DecompressionBomb extends BlobException {
    DecompressionBomb(Object name, long compressed, long uncompressed, Limits limits) {
      super(
          "decompression-bomb",
          name,
          compressed,
          uncompressed,
          limits.uncompressedBytes(),
          limits.ratio());
    }
  }

  /** The digest is right, but what it names cannot be decompressed. */
  public static final class CorruptCompression extends BlobException {
    CorruptCompression(Object name, Compression compression, String reason) {
      super("corrupt-compression", name, compression, reason);
    }
  }

  /** No space is left for the bytes. */
  public static final class DiskFull extends BlobException {
    DiskFull(Path folder, long neededInBytes, long usableInBytes) {
      super("disk-full", folder, neededInBytes, usableInBytes);
    }
  }

  /** The thread was interrupted while it wrote. */
  public static final class Stopped extends BlobException {
    Stopped(Digest digest, long keptInBytes) {
      super("stopped", digest, keptInBytes);
    }
  }

  /** A folder or file that cannot be made or written. */
  public static final class NotWritable extends BlobException {
    NotWritable(Path path, IOException failure) {
      super("not-writable", path, reason(path, failure));
    }
  }

  /** A file that cannot be read. */
  public static final class Unreadable extends BlobException {
    Unreadable(Object path, IOException failure) {
      super("unreadable", path, reason(path, failure));
    }
  }

  /** A file that is not a tar archive, or one that breaks off. */
  public static final class CorruptArchive extends BlobException {
    CorruptArchive(Path archive, String reason) {
      super("corrupt-archive", archive, reason);
    }
  }

  /** A name in an archive that leads out of it, or that stands there twice. */
  public static final class UnsafeArchive extends BlobException {
    UnsafeArchive(Path archive, String name) {
      super("unsafe-archive", archive, quote(name));
    }
  }

  /** An archive has no file of this name. */
  public static final class NotInArchive extends BlobException {
    NotInArchive(Path archive, String name) {
      super("not-in-archive", archive, quote(name));
    }
  }

  /** A partial blob was given up, finished or closed before. */
  public static final class AlreadyClosed extends BlobException {
    AlreadyClosed(Digest digest) {
      super("already-closed", digest);
    }
  }
}
