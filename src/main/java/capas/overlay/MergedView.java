package capas.overlay;

import capas.layer.DirectoryLayer;
import capas.layer.LayerEntry;
import capas.layer.LayerPath;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The one tree, with the layer that each of its names comes from.
 *
 * @param names every visible name below the top
 */
public record MergedView(SortedMap<LayerPath, Name> names) {

  /**
   * A visible name.
   *
   * @param entry what shows
   * @param layer the topmost layer that has it
   * @param mergedWith for a folder: the layers below whose content shows in it too, topmost first
   */
  public record Name(
      LayerPath path, LayerEntry entry, DirectoryLayer layer, List<DirectoryLayer> mergedWith) {
    public Name {
      mergedWith = List.copyOf(mergedWith);
    }
  }

  public Optional<Name> find(LayerPath path) {
    return Optional.ofNullable(names.get(path));
  }
}
