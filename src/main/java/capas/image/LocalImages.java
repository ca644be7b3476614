package capas.image;

import capas.blob.Descriptor;
import java.io.InputStream;
import java.util.List;

/**
 * Images that lie on this machine, in a folder or an archive: a source for a room without network.
 */
public sealed interface LocalImages extends AutoCloseable permits OciLayout, DockerArchive {

  /** The names by which they can be asked for. */
  List<String> names();

  /**
   * The image of this name for this platform; an empty name means the only one there is.
   *
   * @throws ImageException.NoSuchImage with the names that there are
   * @throws ImageException.NoSuchPlatform with the platforms that there are
   * @throws ImageException.MalformedImage if what is found breaks its specification
   */
  Image image(String name, Platform wanted);

  /**
   * The bytes of a layer or config as they are stored, to be hashed by whoever reads them: {@link
   * capas.blob.BlobDirectory#put} does. To be closed.
   *
   * @throws ImageException.BlobMissing if it is not there
   */
  InputStream open(Descriptor descriptor);

  /** Closes an archive; a folder needs it not. */
  @Override
  void close();
}
