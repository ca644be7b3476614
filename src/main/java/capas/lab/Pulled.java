package capas.lab;

import capas.registry.PulledImage;
import capas.words.Teller;
import capas.words.Told;
import java.util.List;

/**
 * An image that was pulled.
 *
 * @param lines of the transcript, as {@code podman pull} writes it; none where they were shown
 *     while it was pulled
 */
public record Pulled(PulledImage image, List<PullLine> lines) implements Told {

  public Pulled {
    lines = List.copyOf(lines);
  }

  @Override
  public String toString() {
    return Teller.told(this, image);
  }
}
