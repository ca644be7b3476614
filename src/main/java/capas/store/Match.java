package capas.store;

import capas.blob.Descriptor;
import capas.blob.DiffId;
import capas.image.LayerId;
import java.util.List;

/**
 * One layer under the names that the documents of a store have for it: the way from the manifest to
 * the folder.
 *
 * @param position 0 is the base
 * @param inManifest the blob as it was fetched
 * @param inConfig the hash of its tar
 * @param sameDigest the layers of layers.json whose {@code compressed-diff-digest} is the
 *     manifest's digest; several if the same blob lies on different ones, none if it came into the
 *     store compressed in another way
 * @param layer the one in this image's stack
 */
public record Match(
    int position,
    Descriptor inManifest,
    DiffId inConfig,
    List<LayerId> sameDigest,
    StoredLayer layer) {

  public Match {
    sameDigest = List.copyOf(sameDigest);
  }

  /** What leads from the documents to this very layer in layers.json. */
  public enum By {
    /** The manifest's digest: the layer came as this blob. */
    DIGEST,
    /** The config's diff ID: the layer came compressed in another way. */
    DIFF_ID,
    /**
     * The config's diff ID: the layer came in parts, as zstd:chunked, and never as a whole blob.
     */
    DIFF_ID_OF_PARTS,
    /** Nothing: what the documents say is not what the store has. */
    NONE
  }

  /** What leads to this layer; the manifest's digest comes first. */
  public By by() {
    if (sameDigest.contains(layer.id())) {
      return By.DIGEST;
    }
    if (layer.record().diffId().filter(inConfig::equals).isEmpty()) {
      return By.NONE;
    }
    return layer.record().tocDigest().isPresent() ? By.DIFF_ID_OF_PARTS : By.DIFF_ID;
  }
}
