package capas.registry;

import capas.blob.Blob;
import capas.blob.Digest;
import capas.image.Image;
import capas.image.ImageReference;
import java.nio.file.Path;
import java.util.List;

/**
 * An image that was pulled: every byte of it is in the layout and was hashed.
 *
 * @param reference its full name, as it stands in the layout's {@code index.json}
 * @param layersBaseFirst the same blob twice if the image has a layer twice
 * @param layout the folder
 */
public record PulledImage(
    ImageReference reference,
    Image image,
    List<Blob> layersBaseFirst,
    Path layout,
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
