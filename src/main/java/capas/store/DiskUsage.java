package capas.store;

import capas.linux.FileStatus;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * What a folder takes on the disk, asked of the kernel: each inode counted once, whatever number of
 * names it has. Stands for {@code du} and {@code du --apparent-size}.
 *
 * @param blocksInBytes the blocks that the disk gave, folders among them
 * @param contentInBytes the length of all regular files
 * @param inodes files, folders, links and devices
 * @param names of them all; more than inodes where there are hard links
 */
public record DiskUsage(long blocksInBytes, long contentInBytes, long inodes, long names) {

  private static final int BLOCK = 512;

  /** Of this folder and all in it; other file systems mounted inside are left out. */
  public static DiskUsage of(Path folder) {
    Counting counting = new Counting(FileStatus.of(folder).mountId());
    counting.take(folder);
    return new DiskUsage(
        counting.blocks * BLOCK, counting.bytes, counting.seen.size(), counting.names);
  }

  /** Both together. */
  public DiskUsage plus(DiskUsage other) {
    return new DiskUsage(
        blocksInBytes + other.blocksInBytes,
        contentInBytes + other.contentInBytes,
        inodes + other.inodes,
        names + other.names);
  }

  private static final class Counting {

    private final long mount;
    private final Set<Long> seen = new HashSet<>();
    private long blocks;
    private long bytes;
    private long names;

    Counting(long mount) {
      this.mount = mount;
    }

    void take(Path place) {
      FileStatus status = FileStatus.find(place).orElse(null);
      if (status == null || status.mountId() != mount) {
        return;
      }
      names++;
      if (seen.add(status.inode())) {
        blocks += status.blocks();
        bytes += status.type() == FileStatus.Type.REGULAR ? status.sizeInBytes() : 0;
      }
      if (status.isFolder()) {
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(place)) {
          inside.forEach(this::take);
        } catch (IOException e) {
          throw new StoreException.Failed(place, e);
        }
      }
    }
  }
}
