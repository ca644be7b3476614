package capas.lab;

import capas.blob.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a file's bytes, read again from the disk. */
final class Hashing {

  private Hashing() {}

  static Digest ofFile(Path file) {
    try (InputStream bytes = Files.newInputStream(file)) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] piece = new byte[1 << 16];
      for (int size = bytes.read(piece); size >= 0; size = bytes.read(piece)) {
        sha.update(piece, 0, size);
      }
      return Digest.parse("sha256:" + HexFormat.of().formatHex(sha.digest()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
