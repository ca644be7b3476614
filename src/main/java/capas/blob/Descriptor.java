package capas.blob;

import java.util.List;
import java.util.Map;

/**
 * A promise about bytes: what they are, their digest, and how many they are.
 *
 * @param sizeInBytes of the bytes as stored or sent, so compressed where they are
 * @param urls where else the bytes may be had; empty but for foreign layers
 * @param annotations free words of whoever made it
 * @param others every other field as JSON, by its name: {@code platform}, {@code artifactType},
 *     {@code data}, and those that no specification knows yet
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md">image-spec,
 *     content descriptors</a>
 */
public record Descriptor(
    MediaType mediaType,
    Digest digest,
    long sizeInBytes,
    List<String> urls,
    Map<String, String> annotations,
    Map<String, String> others) {

  /** More than any registry takes, and far from where sums of sizes would overflow: 1 TiB. */
  public static final long LARGEST_IN_BYTES = 1L << 40;

  /**
   * Checks the size.
   *
   * @throws BlobException.ImpossibleSize if it is negative or above {@link #LARGEST_IN_BYTES}
   */
  public Descriptor {
    if (sizeInBytes < 0 || sizeInBytes > LARGEST_IN_BYTES) {
      throw new BlobException.ImpossibleSize(digest, sizeInBytes, LARGEST_IN_BYTES);
    }
    urls = List.copyOf(urls);
    annotations = Map.copyOf(annotations);
    others = Map.copyOf(others);
  }

  /** A promise with nothing but its three parts. */
  public static Descriptor of(MediaType mediaType, Digest digest, long sizeInBytes) {
    return new Descriptor(mediaType, digest, sizeInBytes, List.of(), Map.of(), Map.of());
  }

  /** The promise that these bytes keep. */
  public static Descriptor of(MediaType mediaType, byte[] bytes) {
    return of(mediaType, Digest.of(bytes), bytes.length);
  }

  /**
   * Gives these bytes back if they keep the promise; for documents that are short enough for
   * memory.
   *
   * @throws BlobException.SizeMismatch if they are too many or too few
   * @throws BlobException.DigestMismatch if they are others
   */
  public byte[] prove(byte[] bytes) {
    if (bytes.length != sizeInBytes) {
      throw new BlobException.SizeMismatch(digest, sizeInBytes, bytes.length);
    }
    Digest actual = Digest.of(digest.algorithm(), bytes);
    if (!actual.equals(digest)) {
      throw new BlobException.DigestMismatch(digest, actual);
    }
    return bytes;
  }

  /** One line: {@code c61d16cfe03e 78951426 application/…}. */
  @Override
  public String toString() {
    return digest + " " + sizeInBytes + " " + mediaType;
  }
}
