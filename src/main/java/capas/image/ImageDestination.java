package capas.image;

import capas.blob.BlobDirectory;
import capas.blob.LayerSink;
import capas.blob.Uncompressed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where an image goes whose layers are not kept as they were sent, such as the store of Podman. The
 * order is: {@link #missing}, {@link #open} for each layer that is, {@link #commit}; from the
 * beginning if that says so.
 */
public interface ImageDestination {

  /** Where it is. */
  Path folder();

  /** Where the bytes lie as they were sent, until they are proved and used. */
  BlobDirectory arriving();

  /** The layers of this image that are not here, base first. */
  List<ImageLayer> missing(Image image);

  /** Begins to take one of them. Several may be taken at once, each by one thread. */
  Incoming open(ImageLayer layer);

  /**
   * Gives the image its name, whole or not at all.
   *
   * @param index the list through which it was found, if there was one
   * @return whether it was done: false if somebody else has removed a layer meanwhile
   */
  boolean commit(Image image, Optional<ImageIndex> index, ImageReference name);

  /** A layer on its way; closing it before its end gives it up. */
  interface Incoming extends LayerSink, AutoCloseable {

    /** All bytes came, and they are the promised ones. */
    void end(Uncompressed found);

    @Override
    void close();
  }
}
