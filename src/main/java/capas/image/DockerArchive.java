package capas.image;

import capas.blob.Descriptor;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A tar archive as {@code docker save} and {@code podman save} write it: {@code manifest.json}
 * lists the images, their configs and their uncompressed layers. It has no manifests: one is made
 * of what is there, and so its digest is another than a registry's. The image ID is the same.
 */
public final class DockerArchive implements LocalImages {

  /** Opens an archive, which may be compressed as a whole. */
  public static DockerArchive open(Path archive) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> names() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Image image(String name, Platform wanted) {
    throw new UnsupportedOperationException();
  }

  @Override
  public InputStream open(Descriptor descriptor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
