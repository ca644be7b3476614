package capas.blob;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The hashes that the image specification registers.
 *
 * @see <a
 *     href="https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md#registered-algorithms">image-spec,
 *     registered algorithms</a>
 */
public enum HashAlgorithm {
  SHA256("sha256", "SHA-256", 64),
  SHA512("sha512", "SHA-512", 128);

  private final String word;
  private final String javaName;
  private final int hexDigits;

  HashAlgorithm(String word, String javaName, int hexDigits) {
    this.word = word;
    this.javaName = javaName;
    this.hexDigits = hexDigits;
  }

  static Optional<HashAlgorithm> find(String word) {
    return Arrays.stream(values()).filter(known -> known.word.equals(word)).findFirst();
  }

  /** As a digest begins: {@code sha256}. */
  public String word() {
    return word;
  }

  /** How many hexadecimal digits a hash has. */
  public int hexDigits() {
    return hexDigits;
  }

  /** A hash to feed with bytes. */
  public MessageDigest start() {
    try {
      return MessageDigest.getInstance(javaName);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return word;
  }
}
