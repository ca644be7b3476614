package capas.blob;

/**
 * How far a compressed stream may grow, since a few kilobytes can stand for a full disk.
 *
 * @param uncompressedBytes at most this many, in all
 * @param ratio at most this many uncompressed bytes for one compressed byte, on the whole stream
 * @param freeBytes below so many uncompressed bytes the ratio is not looked at: a small layer of
 *     zeros is no attack
 */
public record Limits(long uncompressedBytes, long ratio, long freeBytes) {

  /**
   * 64 GiB, 250 to one beyond the first 256 MiB. Layers of whole systems have about three to one;
   * DEFLATE alone can reach 1032 to one, zstd far more.
   */
  public static final Limits USUAL = new Limits(64L << 30, 250, 256L << 20);

  boolean forbid(long uncompressed, long compressed) {
    return uncompressed > uncompressedBytes
        || uncompressed > freeBytes && uncompressed / ratio > compressed;
  }
}
