package capas.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A promise that was kept: bytes on the disk that had the size and the digest of their descriptor
 * when they were read. Only {@link BlobDirectory} and {@link Partial} make one, after hashing.
 */
public final class Blob {

  private final Descriptor descriptor;
  private final Path path;
  private final Optional<Uncompressed> uncompressed;

  Blob(Descriptor descriptor, Path path, Optional<Uncompressed> uncompressed) {
    this.descriptor = descriptor;
    this.path = path;
    this.uncompressed = uncompressed;
  }

  /** The promise. */
  public Descriptor descriptor() {
    return descriptor;
  }

  /** Where the bytes lie. */
  public Path path() {
    return path;
  }

  /** What was found inside, if the blob was decompressed while it was hashed. */
  public Optional<Uncompressed> uncompressed() {
    return uncompressed;
  }

  /** The diff ID, if the blob was decompressed while it was hashed. */
  public Optional<DiffId> diffId() {
    return uncompressed.map(Uncompressed::diffId);
  }

  /**
   * Decompresses the blob to learn its diff ID; the bytes are not kept. Stands for {@code zcat BLOB
   * | sha256sum}.
   *
   * @throws BlobException.CorruptCompression if it cannot be decompressed to its end
   * @throws BlobException.DecompressionBomb if it grows beyond the limits
   */
  public Uncompressed decompress(Limits limits) {
    try (InputStream bytes = open();
        Measuring measuring = new Measuring(descriptor, limits, LayerSink.NONE)) {
      measuring.takeAll(bytes);
      return measuring.end();
    } catch (IOException e) {
      throw new BlobException.Unreadable(path, e);
    }
  }

  /**
   * The bytes as they are stored. To be closed.
   *
   * @throws BlobException.Unreadable if the file is gone or may not be read
   */
  public InputStream open() {
    try {
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw new BlobException.Unreadable(path, e);
    }
  }

  /** One line, as {@code podman pull} has it: {@code c61d16cfe03e}. */
  @Override
  public String toString() {
    return descriptor.digest().toString();
  }
}
