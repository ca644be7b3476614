package capas.blob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether bytes fit on the disk of a folder. */
final class DiskSpace {

  private DiskSpace() {}

  /** Asks before the first byte, rather than after the last that fits. */
  static void need(Path folder, long bytes) {
    long usable = usable(folder);
    if (bytes > usable) {
      throw new BlobException.DiskFull(folder, bytes, usable);
    }
  }

  /**
   * What a failed write means, after its file was removed. The errno hides in words of the system's
   * own language, so the disk itself is asked too.
   */
  static BlobException refusal(Path folder, long bytes, IOException failure) {
    long usable = usable(folder);
    return usable < bytes || String.valueOf(failure.getMessage()).contains("No space left")
        ? new BlobException.DiskFull(folder, bytes, usable)
        : new BlobException.NotWritable(folder, failure);
  }

  private static long usable(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException unknown) {
      return Long.MAX_VALUE;
    }
  }
}
