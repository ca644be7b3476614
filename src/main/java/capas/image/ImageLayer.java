package capas.image;

import capas.blob.Descriptor;
import capas.blob.DiffId;
import capas.blob.Digest;
import java.util.Optional;

/**
 * One layer under all its names.
 *
 * @param position 0 is the base
 * @param descriptor in the manifest: of the bytes as they are sent
 * @param diffId in the config: of the uncompressed tar
 * @param chainId of this layer with those below, in the words of OCI
 * @param layerId of this layer with those below, in Podman's storage
 * @param madeBy the step that made it, if the config's history says so
 */
public record ImageLayer(
    int position,
    Descriptor descriptor,
    DiffId diffId,
    ChainId chainId,
    LayerId layerId,
    Optional<HistoryEntry> madeBy) {

  /** The hash of the bytes as they are sent. */
  public Digest digest() {
    return descriptor.digest();
  }

  /** One line: {@code 0 c61d16cfe03e 78951426}. */
  @Override
  public String toString() {
    return position + " " + descriptor.digest() + " " + descriptor.sizeInBytes();
  }
}
