package capas.lab;

import capas.layer.DirectoryLayer;
import capas.layer.LayerEntry;
import capas.layer.LayerPath;
import capas.overlay.MergedView;
import capas.words.Teller;
import capas.words.Told;
import java.util.Map;
import java.util.SortedMap;

/**
 * The figure of an overlay, from its state at one moment: a row a layer, a column a name.
 *
 * @param layers topmost first
 */
public record LayerDiagram(
    Map<DirectoryLayer, SortedMap<LayerPath, LayerEntry>> layers, MergedView view) implements Told {

  @Override
  public String toString() {
    return Teller.told(this, "diagram");
  }
}
