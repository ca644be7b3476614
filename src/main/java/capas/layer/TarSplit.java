package capas.layer;

import capas.linux.FileStatus;
import capas.linux.OpenFile;
import capas.linux.OpenFolder;
import capas.linux.SyscallException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a layer's tar has besides the contents of its files: with the unpacked folder it makes the
 * same tar again, byte for byte.
 *
 * @see <a href="https://github.com/vbatts/tar-split">tar-split</a>
 */
public final class TarSplit implements TarSplitLines.Listener {

  private static final int PIECE = 1 << 16;

  private final Path tarSplit;
  private final Path diff;
  private final OpenFolder top;
  private final OutputStream tar;
  private final byte[] piece = new byte[PIECE];

  private TarSplit(Path tarSplit, Path diff, OpenFolder top, OutputStream tar) {
    this.tarSplit = tarSplit;
    this.diff = diff;
    this.top = top;
    this.tar = tar;
  }

  /**
   * Writes the tar from which a layer was unpacked. Every file's CRC is looked at, after its bytes
   * were written.
   *
   * @param tarSplit as it lies beside {@code layers.json}: gzipped lines
   * @param diff the unpacked layer; nothing outside of it is read
   * @throws LayerException.ChangedFile if a file is missing, or is not what it was
   * @throws LayerException.CorruptTarSplit if that is no tar-split
   */
  public static void rebuild(Path tarSplit, Path diff, OutputStream tar) throws IOException {
    try (OpenFolder top = OpenFolder.at(diff)) {
      TarSplitLines.read(tarSplit, new TarSplit(tarSplit, diff, top, tar));
    }
  }

  @Override
  public void segment(byte[] bytes) throws IOException {
    tar.write(bytes);
  }

  @Override
  public void content(String name, long size, byte[] sum) throws IOException {
    copyFile(name, size, sum);
  }

  private LayerException corrupt(String detail) {
    return new LayerException.CorruptTarSplit(tarSplit, detail);
  }

  private void copyFile(String name, long size, byte[] sum) throws IOException {
    EntryPath path = EntryPath.of(name).orElseThrow(() -> corrupt(TarEntry.shown(name)));
    try (OpenFolder folder = folderOf(path, name);
        OpenFile file = folder.read(path.nameInBytes())) {
      FileStatus status = file.status();
      if (status.type() != FileStatus.Type.REGULAR
          || status.sizeInBytes() != size
          || !Arrays.equals(copy(file), sum)) {
        throw changed(name);
      }
    } catch (SyscallException e) {
      throw switch (e.errno()) {
        case "ENOENT", "ELOOP", "ENOTDIR", "ENXIO" -> changed(name);
        default -> e;
      };
    }
  }

  private OpenFolder folderOf(EntryPath path, String name) {
    byte[] parent = TarEntry.bytes(path.parent().isTop() ? "." : path.parent().text());
    return top.find(parent).orElseThrow(() -> changed(name));
  }

  private LayerException changed(String name) {
    return new LayerException.ChangedFile(TarEntry.shown(name), diff);
  }

  private byte[] copy(OpenFile file) throws IOException {
    Crc64 sum = new Crc64();
    for (int count = file.read(piece); count > 0; count = file.read(piece)) {
      sum.update(piece, 0, count);
      tar.write(piece, 0, count);
    }
    return ByteBuffer.allocate(Long.BYTES).putLong(sum.value()).array();
  }
}
