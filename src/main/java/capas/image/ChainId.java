package capas.image;

import capas.blob.DiffId;
import capas.blob.Digest;
import java.nio.charset.StandardCharsets;

/**
 * The name, in the specification, of a layer together with all below it.
 *
 * @see <a
 *     href="https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md#layer-chainid">image-spec,
 *     layer ChainID</a>
 */
public record ChainId(Digest digest) {

  /** Of a base layer it is the diff ID itself. */
  public static ChainId ofBase(DiffId base) {
    return new ChainId(base.digest());
  }

  /** Of a layer on this one: the SHA-256 of {@code "CHAINID DIFFID"}, both written whole. */
  public ChainId with(DiffId above) {
    String text = digest.text() + " " + above.text();
    return new ChainId(Digest.of(text.getBytes(StandardCharsets.US_ASCII)));
  }

  /** The whole of it, {@code sha256:} included. */
  public String text() {
    return digest.text();
  }

  /** The first 12 digits. */
  @Override
  public String toString() {
    return digest.toString();
  }
}
