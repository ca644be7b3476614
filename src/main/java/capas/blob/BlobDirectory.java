package capas.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A folder of blobs as an OCI layout has it: {@code blobs/sha256/HEX} below its root. What is being
 * written lies in {@code .capas/} beside it, readable by its owner only, and gets its name in one
 * step when every byte was proved.
 *
 * <p>Two processes may write the same blob at once; each has its own file, and the last rename
 * replaces equal bytes by equal bytes. Nothing is forced to the disk before the rename: after a
 * power cut a blob may be damaged, and {@link #find} will say so.
 *
 * @see <a
 *     href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md#blobs">image-spec,
 *     blobs</a>
 */
public final class BlobDirectory {

  /** Whether a layer is decompressed while it is hashed. */
  public enum Depth {
    /** Hashes the bytes as they are. */
    STORED_BYTES,
    /** Hashes also what is inside, so that the blob knows its diff ID; costs the decompression. */
    INSIDE
  }

  static final int PIECE = 128 << 10;

  private final Path root;

  private BlobDirectory(Path root) {
    this.root = root;
  }

  /** The blobs below this folder; it and those below it are made when the first blob is written. */
  public static BlobDirectory in(Path root) {
    return new BlobDirectory(root);
  }

  /** The folder that holds {@code blobs/}. */
  public Path root() {
    return root;
  }

  /** Where the blob of this digest lies, or would lie. */
  public Path pathOf(Digest digest) {
    return root.resolve("blobs").resolve(digest.algorithm().word()).resolve(digest.hex());
  }

  /** Where unfinished blobs lie. */
  Path partials() {
    return root.resolve(".capas");
  }

  /**
   * The blob of this descriptor if it is here; all its bytes are read and hashed. Stands for {@code
   * sha256sum blobs/sha256/HEX}.
   *
   * @throws BlobException.SizeMismatch if a file of this name is there with another size
   * @throws BlobException.DigestMismatch if it is there with other bytes
   */
  public Optional<Blob> find(Descriptor descriptor) {
    Path path = pathOf(descriptor.digest());
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    try (InputStream bytes = Files.newInputStream(path)) {
      long size = Files.size(path);
      if (size != descriptor.sizeInBytes()) {
        throw new BlobException.SizeMismatch(descriptor.digest(), descriptor.sizeInBytes(), size);
      }
      Digest actual = hash(descriptor.digest().algorithm(), bytes);
      if (!actual.equals(descriptor.digest())) {
        throw new BlobException.DigestMismatch(descriptor.digest(), actual);
      }
      return Optional.of(new Blob(descriptor, path, Optional.empty()));
    } catch (NoSuchFileException vanished) {
      return Optional.empty();
    } catch (IOException e) {
      throw new BlobException.Unreadable(path, e);
    }
  }

  /**
   * The hash of the bytes that lie under this name, whether they are the right ones or not.
   *
   * @throws BlobException.Unreadable if there are none, or they may not be read
   */
  public Digest hashOfBytesAt(Digest name) {
    Path path = pathOf(name);
    try (InputStream bytes = Files.newInputStream(path)) {
      return hash(name.algorithm(), bytes);
    } catch (IOException e) {
      throw new BlobException.Unreadable(path, e);
    }
  }

  private static Digest hash(HashAlgorithm algorithm, InputStream bytes) throws IOException {
    MessageDigest hash = algorithm.start();
    byte[] piece = new byte[PIECE];
    for (int count = bytes.read(piece); count >= 0; count = bytes.read(piece)) {
      hash.update(piece, 0, count);
    }
    return Digest.ending(algorithm, hash);
  }

  /**
   * Reads the bytes of this descriptor to their end, hashes and writes them in one pass, and looks
   * inside if it is a layer. Reads at most one byte more than promised. Memory: 2.3 MiB, and the
   * window of a zstd layer (at most 128 MiB). Leaves nothing if it fails. The stream is not closed.
   *
   * @throws BlobException.SizeMismatch if there are more bytes, or fewer
   * @throws BlobException.DigestMismatch if they are others
   * @throws BlobException.CorruptCompression if a layer cannot be decompressed
   * @throws BlobException.DecompressionBomb if a layer grows beyond the limits
   * @throws BlobException.DiskFull if they do not fit
   * @throws BlobException.NotWritable if the folder cannot be written
   * @throws IOException of the stream, as it is: where bytes come from is not known here
   */
  public Blob put(Descriptor descriptor, InputStream bytes, Limits limits, Progress progress)
      throws IOException {
    return put(descriptor, bytes, limits, progress, Depth.INSIDE);
  }

  /** The same, with or without a look inside. */
  public Blob put(
      Descriptor descriptor, InputStream bytes, Limits limits, Progress progress, Depth depth)
      throws IOException {
    try (Partial partial =
        Partial.create(this, descriptor, limits, progress, depth, LayerSink.NONE)) {
      try {
        byte[] piece = new byte[PIECE];
        int count = bytes.read(piece, 0, atMost(partial));
        while (count >= 0) {
          partial.append(piece, 0, count);
          count = bytes.read(piece, 0, atMost(partial));
        }
        return partial.finish();
      } finally {
        partial.discard();
      }
    }
  }

  /** One byte more than promised tells that there are too many. */
  private static int atMost(Partial partial) {
    long left = partial.descriptor().sizeInBytes() - partial.offsetInBytes();
    return (int) Math.min(PIECE, left + 1);
  }

  /** Writes bytes that are in memory, such as a manifest, under their digest. */
  public Blob put(MediaType mediaType, byte[] bytes) {
    return put(Descriptor.of(mediaType, bytes), bytes);
  }

  /**
   * Writes bytes that are in memory under this descriptor, without a look inside.
   *
   * @throws BlobException.SizeMismatch if they are too many or too few
   * @throws BlobException.DigestMismatch if they are others
   */
  public Blob put(Descriptor descriptor, byte[] bytes) {
    try (Partial partial =
        Partial.create(
            this, descriptor, Limits.USUAL, Progress.NONE, Depth.STORED_BYTES, LayerSink.NONE)) {
      try {
        partial.append(bytes, 0, bytes.length);
        return partial.finish();
      } finally {
        partial.discard();
      }
    }
  }

  /**
   * Goes on with the blob where an earlier process or call left it, or begins. What lies on the
   * disk is hashed again first. A partial blob that someone else is writing is left alone: then
   * another one is begun.
   *
   * @throws BlobException.DiskFull if what is missing does not fit
   * @throws BlobException.NotWritable if the folder cannot be written
   */
  public Partial resume(Descriptor descriptor, Limits limits, Progress progress, Depth depth) {
    return Partial.resume(this, descriptor, limits, progress, depth, LayerSink.NONE);
  }

  /** The same for a layer whose uncompressed bytes this sink takes, from the first one on. */
  public Partial resume(Descriptor descriptor, Limits limits, Progress progress, LayerSink sink) {
    return Partial.resume(this, descriptor, limits, progress, Depth.INSIDE, sink);
  }

  /** Removes the blob of this digest, and what is unfinished of it and nobody writes. */
  public void forget(Digest digest) {
    try {
      Files.deleteIfExists(pathOf(digest));
    } catch (IOException e) {
      throw new BlobException.NotWritable(pathOf(digest), e);
    }
    PartialFile.removeAll(partials(), digest);
  }

  /** Removes what is unfinished, nobody writes, and nobody went on with for so long. */
  public void forgetUnfinished(Duration untouched) {
    PartialFile.removeOlder(partials(), Instant.now().minus(untouched));
  }
}
