package capas.image;

import capas.blob.Descriptor;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Images that lie on this machine, in a folder or an archive: a source for a room without network.
 */
public sealed interface LocalImages extends AutoCloseable permits OciLayout, DockerArchive {

  /**
   * Opens a folder with an OCI layout, an archive of one, or an archive of {@code docker save}.
   *
   * @throws ImageException.NotALayout if it is none of these
   */
  static LocalImages open(Path folderOrArchive) {
    if (Files.isDirectory(folderOrArchive)) {
      return OciLayout.open(folderOrArchive);
    }
    LayoutFiles.OfArchive files = LayoutFiles.OfArchive.open(folderOrArchive);
    return files.has(OciLayout.MARK) ? OciLayout.open(files) : DockerArchive.open(files);
  }

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
