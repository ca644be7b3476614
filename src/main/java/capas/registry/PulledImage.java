package capas.registry;

import capas.blob.Blob;
import capas.blob.Digest;
import capas.image.Image;
import capas.image.ImageReference;
import java.nio.file.Path;
import java.util.List;

/**
 * An image that was pulled: every byte of it was hashed.
 *
 * @param reference its full name, as it stands where it was pulled to
 * @param layersBaseFirst as they lie in a layout, the same blob twice if the image has a layer
 *     twice; none in a place that takes layers apart
 * @param folder of the layout, or of that place
 */
public record PulledImage(
    ImageReference reference,
    Image image,
    List<Blob> layersBaseFirst,
    Path folder,
    Conversation conversation) {

  public PulledImage {
    layersBaseFirst = List.copyOf(layersBaseFirst);
  }

  /** What {@code podman pull} prints last: the digest of the configuration. */
  public Digest imageId() {
    return image.imageId();
  }

  @Override
  public String toString() {
    return imageId().hex();
  }
}
