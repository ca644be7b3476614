package capas.image;

import capas.blob.BlobDirectory;
import capas.blob.Compression;
import capas.blob.Descriptor;
import capas.blob.Digest;
import capas.blob.HashAlgorithm;
import capas.blob.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * One rung of the digest ladder, computed again from the bytes on the disk.
 *
 * @param rung which name was computed
 * @param layer which layer it is of, 0 the base; empty for the manifest and the config
 * @param expected what is written down
 * @param actual what the bytes have
 */
public record Proof(Rung rung, OptionalInt layer, Digest expected, Digest actual) {

  /** From the manifest down to the files. */
  public enum Rung {
    /** SHA-256 of the manifest; its name in the layout and in a pinned reference. */
    MANIFEST,
    /** SHA-256 of the config; written in the manifest, and the image ID. */
    CONFIG,
    /** SHA-256 of a layer as it was sent; written in the manifest. */
    LAYER,
    /** SHA-256 of a layer's uncompressed tar; written in the config. */
    DIFF_ID
  }

  /** Whether the bytes are the right ones. */
  public boolean holds() {
    return expected.equals(actual);
  }

  /**
   * Computes every rung of an image whose blobs are here, from the manifest to the diff IDs. A
   * wrong one is told, not refused, so that it can be looked at.
   *
   * @throws ImageException.BlobMissing if a part is not here
   * @throws capas.blob.BlobException.CorruptCompression if a layer cannot be decompressed
   * @throws capas.blob.BlobException.DecompressionBomb if a layer grows beyond the limits
   */
  public static List<Proof> of(Image image, BlobDirectory blobs, Limits limits) {
    List<Proof> proofs = new ArrayList<>();
    OptionalInt none = OptionalInt.empty();
    proofs.add(stored(Rung.MANIFEST, none, image.manifest().digest(), blobs));
    proofs.add(stored(Rung.CONFIG, none, image.manifest().config().digest(), blobs));
    for (ImageLayer layer : image.layers()) {
      OptionalInt position = OptionalInt.of(layer.position());
      proofs.add(stored(Rung.LAYER, position, layer.digest(), blobs));
      Digest inside = inside(layer.descriptor(), blobs, limits);
      proofs.add(new Proof(Rung.DIFF_ID, position, layer.diffId().digest(), inside));
    }
    return List.copyOf(proofs);
  }

  private static Proof stored(Rung rung, OptionalInt layer, Digest expected, BlobDirectory blobs) {
    if (!Files.isRegularFile(blobs.pathOf(expected))) {
      throw new ImageException.BlobMissing(blobs.root(), expected);
    }
    return new Proof(rung, layer, expected, blobs.hashOfBytesAt(expected));
  }

  private static Digest inside(Descriptor layer, BlobDirectory blobs, Limits limits) {
    try (InputStream stored = Files.newInputStream(blobs.pathOf(layer.digest()));
        DigestInputStream plain =
            new DigestInputStream(
                Compression.open(layer.digest(), stored, limits), HashAlgorithm.SHA256.start())) {
      plain.transferTo(OutputStream.nullOutputStream());
      return Digest.ending(HashAlgorithm.SHA256, plain.getMessageDigest());
    } catch (IOException e) {
      throw new ImageException.LayoutFailed(blobs.pathOf(layer.digest()), e);
    }
  }

  /** One line: {@code LAYER 0 c61d16cfe03e = c61d16cfe03e}. */
  @Override
  public String toString() {
    String place = layer.isPresent() ? " " + layer.getAsInt() : "";
    return rung + place + " " + expected + (holds() ? " = " : " ≠ ") + actual;
  }
}
