package capas.image;

import capas.blob.DiffId;
import capas.blob.Digest;
import java.nio.charset.StandardCharsets;

/**
 * The name that Podman's storage gives to a layer together with all below it: of 64 hexadecimal
 * digits, and not the OCI chain ID. It is the name of a folder below {@code overlay/}.
 *
 * @see <a
 *     href="https://github.com/containers/storage/blob/main/docs/containers-storage.md">containers/storage</a>
 */
public record LayerId(String hex) {

  /** Of a base layer it is the digits of the diff ID. */
  public static LayerId ofBase(DiffId base) {
    return new LayerId(base.hex());
  }

  /**
   * Of a layer on this one: the SHA-256 of {@code PARENT+DIFFID}, both in digits alone. Stands for
   * {@code printf %s+%s PARENT DIFFID | sha256sum}.
   */
  public LayerId with(DiffId above) {
    String text = hex + "+" + above.hex();
    return new LayerId(Digest.of(text.getBytes(StandardCharsets.US_ASCII)).hex());
  }

  /** Written out, as in {@link Digest}. */
  @Override
  public boolean equals(Object other) {
    return other instanceof LayerId layer && hex.equals(layer.hex);
  }

  @Override
  public int hashCode() {
    return hex.hashCode();
  }

  /** The first 12 digits; other tools may have given a shorter name. */
  @Override
  public String toString() {
    return hex.length() < 12 ? hex : hex.substring(0, 12);
  }
}
