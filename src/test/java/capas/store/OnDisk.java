package capas.store;

import capas.blob.Digest;
import capas.linux.FileStatus;
import capas.linux.Xattrs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything that a tree has on the disk, told in lines that can be compared. */
final class OnDisk {

  private OnDisk() {}

  /** Owner, mode, time to the microsecond, attributes and content of every file of a layer. */
  static Map<String, String> files(Path diff) throws IOException {
    Map<String, String> lines = new TreeMap<>();
    for (Path file : below(diff)) {
      FileStatus status = FileStatus.of(file);
      String content =
          switch (status.type()) {
            case REGULAR -> Digest.of(Files.readAllBytes(file)).hex();
            case SYMLINK -> Files.readSymbolicLink(file).toString();
            default -> "";
          };
      // A whiteout is of the moment in which it was made, and so is the top.
      Object when =
          status.isZeroDevice() || file.equals(diff)
              ? ""
              : status.modified().getEpochSecond() + "." + status.modified().getNano() / 1000;
      int links = status.isFolder() ? 0 : status.links();
      lines.put(
          diff.relativize(file).toString(),
          String.join(
              " ",
              status.mode(),
              status.uid() + ":" + status.gid(),
              "" + links,
              "" + when,
              "" + status.device(),
              "" + Xattrs.of(file),
              content));
    }
    return lines;
  }

  /** The store's own files and folders with their modes, without what its layers hold. */
  static Map<String, String> places(GraphRoot root) throws IOException {
    Map<String, String> lines = new TreeMap<>();
    for (Path file : below(root.top())) {
      String name = root.top().relativize(file).toString();
      if (name.matches(
              "overlay/[^/]+/diff/.*|(libpod|volumes)(/.*)?|db.sql|defaultNetworkBackend|tmp|mounts")
          || file.getFileName().toString().startsWith("=c2lnbmF0dXJl")) {
        continue;
      }
      FileStatus status = FileStatus.of(file);
      String length =
          name.endsWith("link") || name.endsWith("lower") ? " " + status.sizeInBytes() : "";
      lines.merge(
          name.replaceAll("^overlay/l/.+", "overlay/l/LINK"),
          status.mode() + length,
          (a, b) -> a + "," + b);
    }
    return lines;
  }

  private static List<Path> below(Path top) throws IOException {
    try (Stream<Path> tree = Files.walk(top)) {
      return tree.toList();
    }
  }
}
