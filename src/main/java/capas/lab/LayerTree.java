package capas.lab;

import capas.layer.DirectoryLayer;
import capas.layer.LayerEntry;
import capas.layer.LayerPath;
import capas.overlay.MergedView;
import capas.words.Teller;
import capas.words.Told;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Every layer with all it holds, and the tree that shows of them.
 *
 * @param layers topmost first
 * @param work the names in {@code work/work}
 * @param view nothing while the overlay is not mounted
 */
public record LayerTree(
    Map<DirectoryLayer, SortedMap<LayerPath, LayerEntry>> layers,
    List<String> work,
    Optional<MergedView> view)
    implements Told {

  @Override
  public String toString() {
    return Teller.told(this, "tree");
  }
}
