package capas.blob;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes a layer: a tar whose entries stand in the order in which they are given, all of owner 0
 * and of one time, so that the same calls make the same bytes. What ustar has no field for stands
 * in PAX headers. Stands for {@code tar --format=pax --owner=0 --group=0 --mtime=…}.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md">image-spec,
 *     layers</a>
 */
public final class LayerWriter implements AutoCloseable {

  private static final int ZSTD_LEVEL = 9;

  private final TarArchiveOutputStream tar;
  private final long secondsSince1970;

  private LayerWriter(TarArchiveOutputStream tar, long secondsSince1970) {
    this.tar = tar;
    this.secondsSince1970 = secondsSince1970;
  }

  /** Begins an uncompressed layer; closing it closes {@code to}. */
  public static LayerWriter into(OutputStream to, long secondsSince1970) {
    TarArchiveOutputStream tar = new TarArchiveOutputStream(to, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
    return new LayerWriter(tar, secondsSince1970);
  }

  /** A small layer compressed as a whole; for the same bytes always the same. */
  public static byte[] compressed(byte[] tar, Compression compression) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream compressing =
        switch (compression) {
          case NONE -> bytes;
          case GZIP -> new BestGzip(bytes);
          case ZSTD -> new ZstdOutputStream(bytes, ZSTD_LEVEL);
        }) {
      compressing.write(tar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A folder with this mode, such as 0755. */
  public void folder(String path, int mode) throws IOException {
    put(entry(path + "/", TarConstants.LF_DIR, mode), new byte[0]);
  }

  /** A regular file. */
  public void file(String path, int mode, byte[] content) throws IOException {
    file(path, mode, content, Map.of());
  }

  /** A regular file with extended attributes, such as {@code user.mime_type}. */
  public void file(String path, int mode, byte[] content, Map<String, String> attributes)
      throws IOException {
    TarArchiveEntry entry = entry(path, TarConstants.LF_NORMAL, mode);
    entry.setSize(content.length);
    attributes.forEach((name, value) -> entry.addPaxHeader("SCHILY.xattr." + name, value));
    put(entry, content);
  }

  /** A second name of a file that stands before it. */
  public void hardLink(String path, String target) throws IOException {
    TarArchiveEntry entry = entry(path, TarConstants.LF_LINK, 0644);
    entry.setLinkName(target);
    put(entry, new byte[0]);
  }

  /** A symbolic link. */
  public void symlink(String path, String target) throws IOException {
    TarArchiveEntry entry = entry(path, TarConstants.LF_SYMLINK, 0777);
    entry.setLinkName(target);
    put(entry, new byte[0]);
  }

  private TarArchiveEntry entry(String path, byte kind, int mode) {
    TarArchiveEntry entry = new TarArchiveEntry(path, kind);
    entry.setMode(mode);
    entry.setModTime(secondsSince1970 * 1000);
    entry.setIds(0, 0);
    entry.setNames("", "");
    return entry;
  }

  private void put(TarArchiveEntry entry, byte[] content) throws IOException {
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  /** Writes the end of the archive. */
  @Override
  public void close() throws IOException {
    tar.close();
  }

  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(OutputStream to) throws IOException {
      super(to);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
