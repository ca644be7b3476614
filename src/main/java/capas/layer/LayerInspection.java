package capas.layer;

import capas.layer.LayerDifference.Kind;
import capas.linux.FileStatus;
import capas.linux.OpenFile;
import capas.linux.OpenFolder;
import capas.linux.SyscallException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds an unpacked layer against its tar-split, name by name: everything that a tar says of a
 * file. Times of folders are left out, since whoever looks into the layer with an older Podman
 * changes them. Nothing is changed, and nothing outside of the folder is read.
 */
public final class LayerInspection implements TarSplitLines.Listener, TarReader.Listener {

  private static final int PIECE = 1 << 16;

  private final OpenFolder top;
  private final OutputStream tar;
  private final TarReader reader = new TarReader(this);
  private final Map<String, TarEntry> entries = new LinkedHashMap<>();
  private final List<LayerDifference> found = new ArrayList<>();
  private final byte[] piece = new byte[PIECE];

  private LayerInspection(OpenFolder top, OutputStream tar) {
    this.top = top;
    this.tar = tar;
  }

  /**
   * Everything that differs; the tar is written meanwhile, with zeros for what is gone.
   *
   * @param fullCopy whether the folder holds the layers below too, and no marks, as vfs has it
   * @throws LayerException if the tar-split is none
   */
  public static List<LayerDifference> of(
      Path tarSplit,
      Path diff,
      Marks marks,
      Ownership ownership,
      boolean fullCopy,
      OutputStream tar)
      throws IOException {
    try (OpenFolder top = OpenFolder.at(diff)) {
      LayerInspection inspection = new LayerInspection(top, tar);
      TarSplitLines.read(tarSplit, inspection);
      inspection.reader.end();
      new EntryInspection(top, diff, marks, ownership, fullCopy)
          .inspect(inspection.entries, inspection.found);
      return List.copyOf(inspection.found);
    }
  }

  @Override
  public void segment(byte[] bytes) throws IOException {
    tar.write(bytes);
    reader.take(bytes, 0, bytes.length);
  }

  @Override
  public void content(String name, long size, byte[] sum) throws IOException {
    long left = size;
    Crc64 crc = new Crc64();
    Optional<OpenFile> file = file(name);
    if (file.isPresent()) {
      try (OpenFile open = file.get()) {
        for (int count = open.read(piece); count > 0 && left > 0; count = open.read(piece)) {
          int used = (int) Math.min(count, left);
          crc.update(piece, 0, used);
          pass(used);
          left -= used;
        }
        long actualSize = open.status().sizeInBytes();
        byte[] actual = ByteBuffer.allocate(Long.BYTES).putLong(crc.value()).array();
        if (actualSize != size || !Arrays.equals(actual, sum)) {
          found.add(
              new LayerDifference(
                  Kind.CONTENT,
                  TarEntry.shown(name),
                  content(size, sum),
                  content(actualSize, actual)));
        }
      }
    }
    Arrays.fill(piece, (byte) 0);
    while (left > 0) {
      int count = (int) Math.min(left, piece.length);
      pass(count);
      left -= count;
    }
  }

  /** The sum covers as many bytes as the layer has. */
  private static String content(long size, byte[] sum) {
    return size + " B, CRC-64 " + HexFormat.of().formatHex(sum);
  }

  private void pass(int count) throws IOException {
    tar.write(piece, 0, count);
    reader.take(piece, 0, count);
  }

  /** The regular file of this name; what else may be there is told of by its entry. */
  private Optional<OpenFile> file(String name) {
    EntryPath path = EntryPath.of(name).orElseThrow(() -> leadsOut(name));
    byte[] parent = TarEntry.bytes(path.parent().isTop() ? "." : path.parent().text());
    try {
      Optional<OpenFolder> folder = top.find(parent);
      if (folder.isEmpty()) {
        return Optional.empty();
      }
      try (OpenFolder held = folder.get()) {
        boolean isFile =
            held.status(path.nameInBytes())
                .filter(status -> status.type() == FileStatus.Type.REGULAR)
                .isPresent();
        return isFile ? Optional.of(held.read(path.nameInBytes())) : Optional.empty();
      }
    } catch (SyscallException e) {
      if (e.errno().equals("ENOTDIR") || e.errno().equals("ELOOP")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static LayerException leadsOut(String name) {
    return new LayerException.LeadsOut(TarEntry.shown(name));
  }

  @Override
  public void passes(byte[] bytes, int from, int length) {}

  /** A hard link says once more what its file is: the last word counts. */
  @Override
  public void begins(TarEntry entry) {
    EntryPath path = EntryPath.of(entry.name()).orElseThrow(() -> leadsOut(entry.name()));
    entries.put(path.text(), entry);
  }

  @Override
  public void contains(byte[] bytes, int from, int length) {}

  @Override
  public void ends() {}
}
