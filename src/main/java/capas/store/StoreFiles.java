package capas.store;

import capas.linux.FileStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks into a store without being led out of it: where containers/storage has a folder or a file,
 * a symbolic link, a device or a pipe is refused, and no file is read beyond a length.
 *
 * @param top the graphroot
 */
record StoreFiles(Path top) {

  /**
   * What lies there, if anything; all above it are folders.
   *
   * @throws StoreException.Misleading if a name above it is no folder
   */
  Optional<FileStatus> status(Path place) {
    Path at = top;
    for (Path name : top.relativize(place)) {
      if (!at.equals(top)) {
        Optional<FileStatus> above = FileStatus.find(at);
        if (above.isEmpty()) {
          return Optional.empty();
        }
        if (!above.get().isFolder()) {
          throw new StoreException.Misleading(at, above.get().mode());
        }
      }
      at = at.resolve(name);
    }
    return FileStatus.find(place);
  }

  /** Whether it is there and a folder; a link to one is not. */
  boolean isFolder(Path place) {
    return status(place).filter(FileStatus::isFolder).isPresent();
  }

  /**
   * All bytes of a regular file, if it is there.
   *
   * @throws StoreException.Misleading if it is something else, or longer
   */
  Optional<byte[]> bytes(Path file, int most) {
    Optional<FileStatus> status = status(file);
    if (status.isEmpty()) {
      return Optional.empty();
    }
    if (status.get().type() != FileStatus.Type.REGULAR || status.get().sizeInBytes() > most) {
      throw new StoreException.Misleading(
          file, status.get().mode() + " " + status.get().sizeInBytes());
    }
    try (InputStream bytes =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(bytes.readNBytes(most));
    } catch (IOException e) {
      throw new StoreException.Failed(file, e);
    }
  }

  /** The names in a folder, in order; none if it is not there. */
  List<String> names(Path folder) {
    if (!isFolder(folder)) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(name -> names.add(name.getFileName().toString()));
    } catch (IOException e) {
      throw new StoreException.Failed(folder, e);
    }
    names.sort(null);
    return List.copyOf(names);
  }
}
