package capas.lab;

import capas.words.CapasException;
import capas.words.Teller;
import capas.words.Told;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** All images of a store, each followed from its manifest to the folders of its layers. */
public record ImagesSeen(Path graphroot, List<Line> images) implements Told {

  /**
   * One name of an image.
   *
   * @param name or the ID of an image without names
   * @param layers how many folders it has
   * @param sizeInBytes as {@code podman images} counts it
   * @param refusal why it could not be followed to its end
   */
  public record Line(
      String name, String id, int layers, long sizeInBytes, Optional<CapasException> refusal) {

    Line named(String other) {
      return new Line(other, id, layers, sizeInBytes, refusal);
    }
  }

  public ImagesSeen {
    images = List.copyOf(images);
  }

  @Override
  public String toString() {
    return Teller.told(this, images);
  }
}
