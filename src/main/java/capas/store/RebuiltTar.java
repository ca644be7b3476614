package capas.store;

import capas.blob.Digest;
import capas.blob.HashAlgorithm;
import capas.layer.TarSplit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;

/**
 * The tar of a layer, made again from its files and its tar-split.
 *
 * @param file where it lies
 */
public record RebuiltTar(StoredLayer layer, Path file, Digest digest, long sizeInBytes) {

  /**
   * Makes it.
   *
   * @param file is made, or written over
   * @throws capas.layer.LayerException if a file of the layer is not what it was, or the tar-split
   *     is none
   */
  public static RebuiltTar of(StoredLayer layer, Path file) {
    var hash = HashAlgorithm.SHA256.start();
    try (OutputStream tar = new DigestOutputStream(Files.newOutputStream(file), hash)) {
      TarSplit.rebuild(layer.tarSplit(), layer.diff(), tar);
    } catch (IOException e) {
      throw new StoreException.Failed(file, e);
    }
    try {
      Digest digest = Digest.ending(HashAlgorithm.SHA256, hash);
      return new RebuiltTar(layer, file, digest, Files.size(file));
    } catch (IOException e) {
      throw new StoreException.Failed(file, e);
    }
  }

  /** Whether it is the tar that was unpacked: its hash is the diff ID. */
  public boolean isProved() {
    return layer.record().diffId().filter(diffId -> diffId.digest().equals(digest)).isPresent()
        && layer.record().sizeInBytes().orElse(sizeInBytes) == sizeInBytes;
  }
}
