package capas.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How containers/storage names the documents that it keeps beside an image. A key that is no plain
 * file name is written in base64 behind an equals sign: {@code sha256:c6…} is {@code
 * =c2hhMjU2OmM2…}.
 */
public final class BigData {

  /** The key of the image's own manifest. */
  public static final String MANIFEST = "manifest";

  /** Before the digest of a manifest or an index that the image was pulled by. */
  public static final String MANIFEST_OF_DIGEST = "manifest-";

  private static final Pattern PLAIN = Pattern.compile("[a-z0-9.]*");

  private BigData() {}

  /** The name of the file for this key. Stands for {@code printf %s KEY | base64 -w0}. */
  public static String fileName(String key) {
    return PLAIN.matcher(key).matches()
        ? key
        : "=" + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  /** The key that this file's name stands for; empty if no key is written so. */
  public static Optional<String> key(String fileName) {
    if (!fileName.startsWith("=")) {
      return Optional.of(fileName).filter(name -> PLAIN.matcher(name).matches());
    }
    try {
      byte[] key = Base64.getDecoder().decode(fileName.substring(1));
      return Optional.of(new String(key, StandardCharsets.UTF_8))
          .filter(text -> fileName(text).equals(fileName));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
