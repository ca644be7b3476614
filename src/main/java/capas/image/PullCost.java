package capas.image;

import capas.blob.Descriptor;
import capas.blob.Digest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a pull would have to fetch, told from the manifest alone. A blob that the manifest names
 * twice is fetched once.
 *
 * @param toFetch config and layers that are not here, in the manifest's order
 * @param alreadyHere those that are
 */
public record PullCost(List<Descriptor> toFetch, List<Descriptor> alreadyHere) {

  public PullCost {
    toFetch = List.copyOf(toFetch);
    alreadyHere = List.copyOf(alreadyHere);
  }

  /** The cost of this image where these blobs are here already. */
  public static PullCost of(Manifest manifest, Set<Digest> here) {
    List<Descriptor> parts = new ArrayList<>();
    parts.add(manifest.config());
    parts.addAll(manifest.layers());
    List<Descriptor> toFetch = new ArrayList<>();
    List<Descriptor> alreadyHere = new ArrayList<>();
    Set<Digest> seen = new LinkedHashSet<>();
    for (Descriptor part : parts) {
      if (seen.add(part.digest())) {
        (here.contains(part.digest()) ? alreadyHere : toFetch).add(part);
      }
    }
    return new PullCost(toFetch, alreadyHere);
  }

  /** Bytes to fetch, as they are sent. */
  public long bytesToFetch() {
    return toFetch.stream().mapToLong(Descriptor::sizeInBytes).sum();
  }

  /** Bytes that need not be fetched. */
  public long bytesAlreadyHere() {
    return alreadyHere.stream().mapToLong(Descriptor::sizeInBytes).sum();
  }
}
