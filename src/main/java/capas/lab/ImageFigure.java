package capas.lab;

import capas.blob.Descriptor;
import capas.words.Teller;
import capas.words.Told;
import java.util.List;

/** The course's first figure: an image is a config and layers in order. */
public record ImageFigure(String image, Descriptor config, List<Descriptor> baseFirst)
    implements Told {

  public ImageFigure {
    baseFirst = List.copyOf(baseFirst);
  }

  @Override
  public String toString() {
    return Teller.told(this, "image " + image);
  }
}
