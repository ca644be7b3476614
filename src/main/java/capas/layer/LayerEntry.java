package capas.layer;

import capas.linux.FileStatus;
import java.util.Optional;

/** One name in a layer, with what the kernel says about it. */
public sealed interface LayerEntry {

  LayerPath path();

  FileStatus status();

  /**
   * Bytes under a name.
   *
   * @param metadataOnly whether only owner, mode and times were copied up, and the content is still
   *     read from a lower layer (the mark {@code metacopy})
   */
  record RegularFile(LayerPath path, FileStatus status, boolean metadataOnly)
      implements LayerEntry {}

  /**
   * A folder; without marks it is merged with the folders of that name in the layers below.
   *
   * @param opaque whether it hides those instead (the mark {@code opaque})
   * @param redirect under which name the layers below keep its content, after a rename: from the
   *     top of the layer if it begins with a slash
   */
  record Folder(LayerPath path, FileStatus status, boolean opaque, Optional<String> redirect)
      implements LayerEntry {}

  /** A symbolic link. */
  record Symlink(LayerPath path, FileStatus status, String target) implements LayerEntry {}

  /** A device, a fifo or a socket. */
  record Special(LayerPath path, FileStatus status) implements LayerEntry {}

  /**
   * A name that hides the same name in every layer below: the character device 0, 0, or a file
   * {@code .wh.NAME} ({@link Marks#NAMES}).
   *
   * @see <a href="https://docs.kernel.org/filesystems/overlayfs.html">Linux: Overlay Filesystem,
   *     whiteouts and opaque directories</a>
   */
  record Whiteout(LayerPath path, FileStatus status) implements LayerEntry {
    /** What hides the name: the number of the device, or the name of the file. */
    public String sign() {
      return status.isZeroDevice() ? status.device().toString() : Whiteouts.PREFIX + path.name();
    }

    /** As the document's listing has it: {@code c 0, 0 f2}. */
    @Override
    public String toString() {
      return status.isZeroDevice()
          ? "c " + sign() + " " + path
          : path.parent().child(sign()).toString();
    }
  }
}
