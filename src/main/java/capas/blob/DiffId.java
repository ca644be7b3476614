package capas.blob;

/**
 * The hash of a layer's uncompressed tar. The same layer has one diff ID however it is compressed,
 * and as many digests as there are ways to compress it: so it is a type of its own.
 *
 * @see <a
 *     href="https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md#layer-diffid">image-spec,
 *     layer DiffID</a>
 */
public record DiffId(Digest digest) {

  /**
   * Reads it as a config's {@code rootfs.diff_ids} has it.
   *
   * @throws BlobException.MalformedDigest if it is not a digest
   */
  public static DiffId parse(String text) {
    return new DiffId(Digest.parse(text));
  }

  /** The whole of it, {@code sha256:} included. */
  public String text() {
    return digest.text();
  }

  /** The digits alone. */
  public String hex() {
    return digest.hex();
  }

  /** The first 12 digits. */
  @Override
  public String toString() {
    return digest.toString();
  }
}
