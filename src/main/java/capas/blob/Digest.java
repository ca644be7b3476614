package capas.blob;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The hash of bytes as they are stored or sent, and so their name: {@code sha256:c61d16cfe03e…}.
 *
 * <p>One of these can stand in a path or a URL without a further check: it holds an algorithm's
 * word and lower-case hexadecimal digits, nothing else.
 *
 * @see <a
 *     href="https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md#digests">image-spec,
 *     digests</a>
 */
public record Digest(HashAlgorithm algorithm, String hex) implements Comparable<Digest> {

  private static final int SHORT = 12;

  /**
   * Checks the digits.
   *
   * @throws BlobException.MalformedDigest if they are too many, too few, or not lower-case
   *     hexadecimal
   */
  public Digest {
    if (!fits(algorithm, hex)) {
      throw new BlobException.MalformedDigest(algorithm.word() + ":" + hex);
    }
  }

  /**
   * Reads {@code sha256:} and 64 digits, or {@code sha512:} and 128.
   *
   * @throws BlobException.MalformedDigest if it is anything else, be it only by a letter or a blank
   */
  public static Digest parse(String text) {
    return find(text).orElseThrow(() -> new BlobException.MalformedDigest(text));
  }

  /** The digest that this text is, if it is one. */
  public static Optional<Digest> find(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String hex = text.substring(colon + 1);
    return HashAlgorithm.find(text.substring(0, colon))
        .filter(algorithm -> fits(algorithm, hex))
        .map(algorithm -> new Digest(algorithm, hex));
  }

  private static boolean fits(HashAlgorithm algorithm, String hex) {
    boolean fits = hex.length() == algorithm.hexDigits();
    for (int i = 0; i < hex.length() && fits; i++) {
      char c = hex.charAt(i);
      fits = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }
    return fits;
  }

  /** The SHA-256 of these bytes; stands for {@code sha256sum}. */
  public static Digest of(byte[] bytes) {
    return of(HashAlgorithm.SHA256, bytes);
  }

  /** The hash of these bytes. */
  public static Digest of(HashAlgorithm algorithm, byte[] bytes) {
    MessageDigest hash = algorithm.start();
    hash.update(bytes);
    return ending(algorithm, hash);
  }

  /** What a hash says when all its bytes were fed. */
  public static Digest ending(HashAlgorithm algorithm, MessageDigest hash) {
    return new Digest(algorithm, HexFormat.of().formatHex(hash.digest()));
  }

  /** The whole of it: {@code sha256:c61d16cf…}, with all its digits. */
  public String text() {
    return algorithm.word() + ":" + hex;
  }

  /** The first 12 digits, as {@code podman} prints them. */
  public String shortHex() {
    return hex.substring(0, SHORT);
  }

  /** Written out, as is the next one: a record's own are made when they are first asked for. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Digest digest
        && algorithm == digest.algorithm
        && hex.equals(digest.hex);
  }

  @Override
  public int hashCode() {
    return hex.hashCode();
  }

  @Override
  public int compareTo(Digest other) {
    return text().compareTo(other.text());
  }

  /** The first 12 digits: {@code c61d16cfe03e}. */
  @Override
  public String toString() {
    return shortHex();
  }
}
