package capas.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The program that mounts a store's layers for Podman instead of the kernel, such as
 * fuse-overlayfs: {@code mount_program} in containers-storage.conf(5). The file {@code
 * overlay/.has-mount-program} says whether there is one.
 */
final class MountProgram {

  private static final String MARK = ".has-mount-program";

  private MountProgram() {}

  static boolean isUsedIn(GraphRoot root) {
    return new StoreFiles(root.top())
        .bytes(mark(root), 16)
        .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).strip())
        .filter("true"::equals)
        .isPresent();
  }

  /** Says of a new store that the kernel mounts its layers. */
  static void noneIn(GraphRoot root) throws IOException {
    if (!Files.exists(mark(root))) {
      StoreFolders.write(mark(root), "false".getBytes(StandardCharsets.US_ASCII), "rw-------");
    }
  }

  private static Path mark(GraphRoot root) {
    return root.driverFolder().resolve(MARK);
  }
}
