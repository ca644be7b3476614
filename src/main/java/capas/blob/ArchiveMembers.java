package capas.blob;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads which files an archive has, and where. */
final class ArchiveMembers {

  private static final int MOST_MEMBERS = 100_000;
  private static final int BUFFER = 64 << 10;
  private static final int BLOCK = 512;

  private ArchiveMembers() {}

  static Map<String, ArchiveMember> read(Path name, FileChannel tar) {
    Map<String, ArchiveMember> members = new LinkedHashMap<>();
    try {
      long size = tar.size();
      InputStream bytes = new BufferedInputStream(new MemberStream(tar, 0, size), BUFFER);
      HeaderBudget budget = new HeaderBudget(bytes);
      TarArchiveInputStream entries = new TarArchiveInputStream(budget);
      if (size < BLOCK) {
        throw new BlobException.CorruptArchive(name, "EOF");
      }
      for (TarArchiveEntry entry = next(budget, entries);
          entry != null;
          entry = next(budget, entries)) {
        add(name, members, entry, budget.position(), size);
        if (members.size() > MOST_MEMBERS) {
          throw new BlobException.CorruptArchive(name, "> " + MOST_MEMBERS);
        }
      }
      return members;
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      throw new BlobException.CorruptArchive(name, BlobException.quote("" + e.getMessage()));
    }
  }

  /** The data of the file before is passed over first, so that only headers count. */
  private static TarArchiveEntry next(HeaderBudget budget, TarArchiveInputStream entries)
      throws IOException {
    budget.lift();
    TarArchiveEntry current = entries.getCurrentEntry();
    if (current != null) {
      entries.skip(Long.MAX_VALUE);
    }
    budget.begin();
    return entries.getNextEntry();
  }

  private static void add(
      Path archive,
      Map<String, ArchiveMember> members,
      TarArchiveEntry entry,
      long offset,
      long size) {
    String raw = entry.getName();
    if (entry.isDirectory()) {
      if (ArchiveNames.climbs(raw) || raw.startsWith("/")) {
        throw new BlobException.UnsafeArchive(archive, raw);
      }
      return;
    }
    Optional<String> name = ArchiveNames.normal(raw);
    if (name.isEmpty() || ArchiveNames.climbs(raw) || members.containsKey(name.get())) {
      throw new BlobException.UnsafeArchive(archive, raw);
    }
    if (entry.isSymbolicLink() || entry.isLink()) {
      String link = entry.getLinkName();
      Optional<String> target =
          entry.isLink() ? ArchiveNames.normal(link) : ArchiveNames.target(name.get(), link);
      if (target.isEmpty()) {
        throw new BlobException.UnsafeArchive(archive, raw + " -> " + link);
      }
      members.put(name.get(), new ArchiveMember(0, 0, target));
    } else if (entry.isFile() && !entry.isSparse()) {
      if (offset + entry.getSize() > size) {
        throw new BlobException.CorruptArchive(archive, "EOF");
      }
      members.put(name.get(), new ArchiveMember(offset, entry.getSize(), Optional.empty()));
    }
  }
}
