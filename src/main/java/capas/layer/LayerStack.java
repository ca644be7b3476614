package capas.layer;

import java.util.List;

/**
 * Layers lying on each other. The kernel counts them from the top, as {@code lowerdir=} does; an
 * image's manifest counts from the base.
 */
public record LayerStack(List<DirectoryLayer> topFirst) {

  public LayerStack {
    topFirst = List.copyOf(topFirst);
  }

  /** The same layers in the order of an image's manifest. */
  public List<DirectoryLayer> baseFirst() {
    return topFirst.reversed();
  }
}
