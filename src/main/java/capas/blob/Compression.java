package capas.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;

/**
 * How a layer is compressed. What counts is how the bytes begin, as for Podman and containerd, not
 * what the media type says.
 */
public enum Compression {
  NONE,
  /** RFC 1952; a stream may be several members one after the other, as {@code pigz} writes it. */
  GZIP,
  /** RFC 8878; a stream may be several frames, some to be skipped, as zstd:chunked has them. */
  ZSTD;

  /** So many bytes tell the compression. */
  public static final int MAGIC_BYTES = 4;

  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int ZSTD_MAGIC = 0x28b52ffd;

  // A frame to be skipped begins with 0x184D2A50 to 0x184D2A5F, least byte first.
  private static final int ZSTD_SKIPPABLE = 0x502a4d18;
  private static final int SIXTEEN_SKIPPABLE = 0xf0ffffff;

  /**
   * The compression of a stream that begins with these bytes; with fewer than {@link #MAGIC_BYTES}
   * it may be NONE for want of proof.
   */
  public static Compression ofFirst(byte[] bytes, int length) {
    if (length >= 2 && bigEndian(bytes, 2) == GZIP_MAGIC) {
      return GZIP;
    }
    if (length >= MAGIC_BYTES) {
      int magic = bigEndian(bytes, MAGIC_BYTES);
      if (magic == ZSTD_MAGIC || (magic & SIXTEEN_SKIPPABLE) == ZSTD_SKIPPABLE) {
        return ZSTD;
      }
    }
    return NONE;
  }

  /**
   * Looks at the first bytes of this stream and opens it decompressed. Memory: 128 KiB, for gzip up
   * to 600 KiB more where ISA-L is installed, and for zstd its window, at most 128 MiB, as the zstd
   * command takes. Stands for {@code zcat} or {@code zstdcat}. Closing closes both.
   *
   * @param name of the bytes for a refusal: a digest, a path
   * @throws BlobException.CorruptCompression while reading, if the bytes do not keep to the format,
   *     break off, or are followed by others
   * @throws BlobException.DecompressionBomb while reading, if they grow beyond the limits
   */
  public static InputStream open(Object name, InputStream bytes, Limits limits) {
    try {
      PushbackInputStream start = new PushbackInputStream(bytes, MAGIC_BYTES);
      byte[] first = start.readNBytes(MAGIC_BYTES);
      start.unread(first);
      Compression compression = ofFirst(first, first.length);
      return new ExpandingStream(name, start, compression, limits);
    } catch (IOException e) {
      throw new BlobException.Unreadable(name, e);
    }
  }

  Expander expander() {
    return switch (this) {
      case NONE -> new PlainExpander();
      case GZIP -> new GzipExpander(DeflateReader.quickest());
      case ZSTD -> new ZstdExpander();
    };
  }

  private static int bigEndian(byte[] bytes, int count) {
    int number = 0;
    for (int i = 0; i < count; i++) {
      number = number << 8 | bytes[i] & 0xff;
    }
    return number;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
