package capas.lab;

import capas.blob.Blob;
import capas.blob.BlobDirectory;
import capas.blob.Limits;
import capas.blob.Progress;
import capas.image.Image;
import capas.image.ImageLayer;
import capas.image.ImageReference;
import capas.image.LocalImages;
import capas.image.OciLayout;
import capas.image.Platform;
import capas.registry.Conversation;
import capas.registry.PulledImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Images from a folder or an archive, with every byte checked on the way, as a pull does. */
final class Loading {

  private Loading() {}

  static List<PulledImage> into(Path folder, Path source) {
    List<PulledImage> loaded = new ArrayList<>();
    try (LocalImages local = LocalImages.open(source);
        OciLayout layout = OciLayout.create(folder)) {
      for (String name : local.names()) {
        loaded.add(copied(local, name, layout, folder));
      }
    }
    return loaded;
  }

  private static PulledImage copied(LocalImages from, String name, OciLayout to, Path folder) {
    Image image = from.image(name, Platform.ofThisMachine());
    BlobDirectory blobs = to.blobs().orElseThrow();
    List<Blob> layers = new ArrayList<>();
    for (ImageLayer layer : image.layers()) {
      try (InputStream bytes = from.open(layer.descriptor())) {
        layers.add(blobs.put(layer.descriptor(), bytes, Limits.USUAL, Progress.NONE));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    to.add(image, name);
    return new PulledImage(
        ImageReference.parse(name), image, layers, folder, new Conversation(List.of()));
  }
}
