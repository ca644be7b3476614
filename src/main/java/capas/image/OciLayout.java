package capas.image;

import capas.blob.BlobDirectory;
import capas.blob.Descriptor;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A folder, or a tar archive of one, that holds images as the specification lays them out: {@code
 * oci-layout}, {@code index.json}, {@code blobs/}. What is read is hashed.
 *
 * @see <a
 *     href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md">image-spec,
 *     image layout</a>
 */
public final class OciLayout implements LocalImages {

  /** Opens the layout in this folder or archive. */
  public static OciLayout open(Path folderOrArchive) {
    throw new UnsupportedOperationException();
  }

  /** Opens the layout in this folder, or makes an empty one there. */
  public static OciLayout create(Path folder) {
    throw new UnsupportedOperationException();
  }

  /** The list of what is in it. */
  public ImageIndex index() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> names() {
    throw new UnsupportedOperationException();
  }

  /** The manifest or index of this name, read and hashed. */
  public ImageDocument document(String name) {
    throw new UnsupportedOperationException();
  }

  /** The manifest or index of this descriptor, read and hashed. */
  public ImageDocument document(Descriptor descriptor) {
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

  /** Its blobs, to write layers into; empty for an archive. */
  public Optional<BlobDirectory> blobs() {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes the manifest and the config of this image, and its name into {@code index.json}, in
   * place of the image that had the name. The layers must be here already.
   *
   * @throws ImageException.BlobMissing if a layer is not here
   */
  public void add(Image image, String name) {
    throw new UnsupportedOperationException();
  }

  /** Writes an index with the images it lists, which must be here already, under this name. */
  public void add(ImageIndex images, String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
