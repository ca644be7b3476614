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

  /** Whether layers.json has the manifest's digest for this very layer. */
  public boolean isByDigest() {
    return sameDigest.contains(layer.id());
  }

  /** Whether layers.json has the config's diff ID for this layer. */
  public boolean isByDiffId() {
    return layer.record().diffId().filter(inConfig::equals).isPresent();
  }
}
