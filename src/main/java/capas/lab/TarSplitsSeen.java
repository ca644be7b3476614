package capas.lab;

import capas.words.Teller;
import capas.words.Told;
import java.util.List;
import java.util.OptionalLong;

/**
 * What {@code overlay-layers} keeps of each layer, beside what the layer takes elsewhere.
 *
 * @param names all names in that folder
 */
public record TarSplitsSeen(String folder, List<String> names, List<Line> baseFirst)
    implements Told {

  /**
   * One layer; sizes in bytes.
   *
   * @param tarSplit of the file {@code ID.tar-split.gz}
   * @param blob as it was fetched; none of a layer that was fetched in parts (zstd:chunked)
   * @param tar uncompressed
   */
  public record Line(String layer, long tarSplit, OptionalLong blob, long tar) {}

  public TarSplitsSeen {
    names = List.copyOf(names);
    baseFirst = List.copyOf(baseFirst);
  }

  @Override
  public String toString() {
    return Teller.told(this, "ls " + folder);
  }
}
