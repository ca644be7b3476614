package capas.lab;

import capas.store.StoredImage;
import capas.words.Teller;
import capas.words.Told;
import java.util.List;

/** The names of an image's layers, computed anew. */
public record LayerIdsSeen(List<StoredImage.Naming> baseFirst) implements Told {

  public LayerIdsSeen {
    baseFirst = List.copyOf(baseFirst);
  }

  @Override
  public String toString() {
    return Teller.told(this, baseFirst);
  }
}
