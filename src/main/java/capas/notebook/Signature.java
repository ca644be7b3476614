package capas.notebook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Proves that a message comes from who knows the key: HMAC-SHA256, in hexadecimal. */
final class Signature {

  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;

  Signature(String key) {
    mac = key.isEmpty() ? null : keyed(key.getBytes(StandardCharsets.UTF_8));
  }

  private static Mac keyed(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether these parts were signed so. */
  boolean isOf(List<byte[]> parts, byte[] signed) {
    return MessageDigest.isEqual(of(parts).getBytes(StandardCharsets.US_ASCII), signed);
  }

  /** The signature of these parts in this order; empty where there is no key. */
  synchronized String of(List<byte[]> parts) {
    if (mac == null) {
      return "";
    }
    parts.forEach(mac::update);
    return HexFormat.of().formatHex(mac.doFinal());
  }
}
