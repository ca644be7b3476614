package capas.store;

import capas.linux.Privileges;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Makes the folders and files that every store has, with Podman's modes, where they are missing.
 */
final class StoreFolders {

  private static final String OWNER_ONLY = "rwx------";
  private static final String FOR_ALL = "rwxr-xr-x";

  private final GraphRoot root;

  private StoreFolders(GraphRoot root) {
    this.root = root;
  }

  /**
   * Makes what is missing.
   *
   * @param driverIsNamed whether somebody chose the driver, in storage.conf or on a command line:
   *     then nobody else may look into its folder
   */
  static void make(GraphRoot root, boolean driverIsNamed) {
    try {
      new StoreFolders(root).make(driverIsNamed);
    } catch (IOException e) {
      throw new StoreException.Failed(root.top(), e);
    }
  }

  private void make(boolean driverIsNamed) throws IOException {
    if (!Files.isDirectory(root.top())) {
      Files.createDirectories(root.top().toAbsolutePath().getParent());
      folder(root.top(), OWNER_ONLY);
    }
    file(root.storageLock());
    StoreLock.Held alone = StoreLock.toWrite(root.storageLock());
    try {
      file(root.usernsLock());
      folder(root.images(), OWNER_ONLY);
      file(root.imagesLock());
      folder(root.layers(), OWNER_ONLY);
      file(root.layersLock());
      folder(root.containers(), OWNER_ONLY);
      file(root.containersLock());
      boolean hidden = driverIsNamed || Privileges.isInUserNamespace();
      folder(root.driverFolder(), hidden ? OWNER_ONLY : FOR_ALL);
      folder(root.links(), FOR_ALL);
      MountProgram.noneIn(root);
    } finally {
      alone.close();
    }
  }

  /** Makes a folder of this mode, if nothing has its name. */
  static void folder(Path path, String mode) throws IOException {
    try {
      Files.createDirectory(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(path)) {
        throw e;
      }
    }
  }

  private static void file(Path path) throws IOException {
    if (!Files.exists(path)) {
      try {
        Files.createFile(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
      } catch (FileAlreadyExistsException raced) {
        return;
      }
    }
  }

  /** Writes a new file of this mode. */
  static void write(Path path, byte[] bytes, String mode) throws IOException {
    Files.write(path, bytes);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }
}
