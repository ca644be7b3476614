package capas.lab;

import capas.store.StoredLayer;
import capas.words.Teller;
import capas.words.Told;
import java.util.List;
import java.util.Optional;

/**
 * The folder of one layer: its names, and what stands in {@code link} and {@code lower}.
 *
 * @param number 1 is the base
 * @param linkTarget whither the short link leads
 */
public record LayerFolderSeen(
    int number,
    StoredLayer layer,
    Listing listing,
    Optional<String> link,
    Optional<String> linkTarget,
    List<String> lower)
    implements Told {

  public LayerFolderSeen {
    lower = List.copyOf(lower);
  }

  @Override
  public String toString() {
    return Teller.told(this, listing.folder());
  }
}
