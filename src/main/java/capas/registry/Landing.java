package capas.registry;

import capas.blob.Blob;
import capas.image.Image;
import capas.image.ImageConfig;
import capas.image.ImageIndex;
import capas.image.ImageReference;
import capas.image.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What becomes of the parts of an image when they come. */
interface Landing {

  /** Where the image goes. */
  Path folder();

  /** Fetches the configuration. */
  ImageConfig config(Session session, Manifest manifest);

  /** Fetches the layers; those that are kept as they were sent, base first. */
  List<Blob> layers(Session session, Image image);

  /** Gives the image its name, when all of it is there. */
  void commit(Session session, Image image, Optional<ImageIndex> index, ImageReference name);
}
