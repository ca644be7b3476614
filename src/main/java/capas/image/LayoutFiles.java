package capas.image;

import capas.blob.Archive;
import capas.blob.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a layout, wherever they lie. */
sealed interface LayoutFiles {

  /** For a refusal: the folder or the archive. */
  Path place();

  boolean has(String name);

  long sizeInBytes(String name);

  /** The bytes of a file that {@link #has} knows. */
  InputStream open(String name);

  void close();

  /** The bytes of a short file; at most one more than allowed, so that the reader can refuse. */
  default byte[] read(String name, int longestInBytes) {
    if (!has(name)) {
      throw new ImageException.NotALayout(place(), name);
    }
    try (InputStream bytes = open(name)) {
      return bytes.readNBytes(longestInBytes + 1);
    } catch (IOException e) {
      throw new ImageException.LayoutFailed(place().resolve(name), e);
    }
  }

  /** Files below a folder. */
  record OfFolder(Path place) implements LayoutFiles {

    @Override
    public boolean has(String name) {
      return Files.isRegularFile(place.resolve(name));
    }

    @Override
    public long sizeInBytes(String name) {
      try {
        return Files.size(place.resolve(name));
      } catch (IOException e) {
        throw new ImageException.LayoutFailed(place.resolve(name), e);
      }
    }

    @Override
    public InputStream open(String name) {
      try {
        return Files.newInputStream(place.resolve(name));
      } catch (IOException e) {
        throw new ImageException.LayoutFailed(place.resolve(name), e);
      }
    }

    @Override
    public void close() {}
  }

  /** Files in an archive. */
  record OfArchive(Path place, Archive archive) implements LayoutFiles {

    static OfArchive open(Path path) {
      return new OfArchive(path, Archive.open(path, Limits.USUAL));
    }

    @Override
    public boolean has(String name) {
      return archive.has(name);
    }

    @Override
    public long sizeInBytes(String name) {
      return archive.sizeInBytes(name);
    }

    @Override
    public InputStream open(String name) {
      return archive.open(name);
    }

    @Override
    public void close() {
      archive.close();
    }
  }
}
