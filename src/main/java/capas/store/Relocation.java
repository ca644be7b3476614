package capas.store;

import capas.linux.FileStatus;
import capas.linux.UncoveredFolder;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Moves names between the folders of a store, whole or not at all. Podman mounts {@code overlay/}
 * on itself while it works there and as long as a container runs, and then rename(2) does not go
 * into it from the folder beside it: that is another mount (EXDEV), though of the same file system.
 */
final class Relocation {

  private final Path top;
  private final Path layers;

  Relocation(GraphRoot root) {
    this.top = root.top();
    this.layers = root.driverFolder();
  }

  /**
   * Looks, before anything is written, whether names can be moved.
   *
   * @throws StoreException.OnAnotherFileSystem if {@code overlay/} is a disk of its own, or a
   *     folder from elsewhere is mounted there
   */
  void check() {
    try {
      if (!Files.getAttribute(top, "unix:dev").equals(Files.getAttribute(layers, "unix:dev"))) {
        throw new StoreException.OnAnotherFileSystem(layers, top);
      }
      if (FileStatus.of(top).mountId() != FileStatus.of(layers).mountId()) {
        try (UncoveredFolder store = UncoveredFolder.at(top)) {
          prove(store);
        }
      }
    } catch (IOException e) {
      throw new StoreException.Failed(layers, e);
    }
  }

  void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException otherMount) {
      try (UncoveredFolder store = UncoveredFolder.at(top)) {
        prove(store);
        Files.move(store.find(from), store.find(to), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /** What is mounted on {@code overlay/} must be that folder itself. */
  private void prove(UncoveredFolder store) throws IOException {
    if (!Files.isSameFile(store.find(layers), layers)) {
      throw new StoreException.OnAnotherFileSystem(layers, top);
    }
  }
}
