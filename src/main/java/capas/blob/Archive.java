package capas.blob;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files in a tar archive, by their names, without unpacking it. Links inside the archive are
 * followed inside it. An archive that is compressed as a whole is decompressed once, into a file
 * without a name, which is gone when the archive is closed or the process ends.
 */
public final class Archive implements AutoCloseable {

  private static final int MOST_LINKS = 8;

  private final Path path;
  private final FileChannel tar;
  private final Map<String, ArchiveMember> members;

  private Archive(Path path, FileChannel tar, Map<String, ArchiveMember> members) {
    this.path = path;
    this.tar = tar;
    this.members = members;
  }

  /**
   * Reads the names; stands for {@code tar -tf ARCHIVE}.
   *
   * @throws BlobException.CorruptArchive if it is no tar archive, or breaks off
   * @throws BlobException.UnsafeArchive if a name leads out of it or stands there twice
   * @throws BlobException.DecompressionBomb if it grows beyond the limits
   */
  public static Archive open(Path path, Limits limits) {
    FileChannel tar = plain(path, limits);
    try {
      return new Archive(path, tar, ArchiveMembers.read(path, tar));
    } catch (RuntimeException e) {
      close(path, tar);
      throw e;
    }
  }

  /** The names of the files and links in it, in order; folders are left out. */
  public List<String> names() {
    return List.copyOf(members.keySet());
  }

  /** Whether there is a file, or a link to one, of this name. */
  public boolean has(String name) {
    return find(name).isPresent();
  }

  /**
   * The size of this file in bytes.
   *
   * @throws BlobException.NotInArchive if there is none
   */
  public long sizeInBytes(String name) {
    return need(name).sizeInBytes();
  }

  /**
   * The bytes of this file. To be closed.
   *
   * @throws BlobException.NotInArchive if there is none
   */
  public InputStream open(String name) {
    ArchiveMember member = need(name);
    return new BufferedInputStream(
        new MemberStream(tar, member.offsetInBytes(), member.sizeInBytes()));
  }

  private ArchiveMember need(String name) {
    return find(name).orElseThrow(() -> new BlobException.NotInArchive(path, name));
  }

  private Optional<ArchiveMember> find(String name) {
    Optional<String> wanted = ArchiveNames.normal(name);
    for (int links = 0; wanted.isPresent() && links <= MOST_LINKS; links++) {
      ArchiveMember member = members.get(wanted.get());
      if (member == null || member.target().isEmpty()) {
        return Optional.ofNullable(member);
      }
      wanted = member.target();
    }
    return Optional.empty();
  }

  private static FileChannel plain(Path path, Limits limits) {
    try (InputStream file = Files.newInputStream(path)) {
      PushbackInputStream start = new PushbackInputStream(file, Compression.MAGIC_BYTES);
      byte[] first = start.readNBytes(Compression.MAGIC_BYTES);
      start.unread(first);
      return Compression.ofFirst(first, first.length) == Compression.NONE
          ? FileChannel.open(path, StandardOpenOption.READ)
          : copy(path, start, limits);
    } catch (IOException e) {
      throw new BlobException.Unreadable(path, e);
    }
  }

  private static FileChannel copy(Path path, InputStream compressed, Limits limits)
      throws IOException {
    Path place = Files.createTempFile("capas-", ".tar");
    FileChannel copy =
        FileChannel.open(
            place,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try (InputStream bytes = Compression.open(path, compressed, limits)) {
      // On Linux the name goes at once, and the bytes with the last that has the file open.
      bytes.transferTo(Channels.newOutputStream(copy));
      return copy;
    } catch (IOException e) {
      copy.close();
      throw DiskSpace.refusal(place.getParent(), Files.size(path), e);
    } catch (RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  private static void close(Path path, FileChannel tar) {
    try {
      tar.close();
    } catch (IOException e) {
      throw new BlobException.Unreadable(path, e);
    }
  }

  @Override
  public void close() {
    close(path, tar);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
