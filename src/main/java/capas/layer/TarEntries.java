package capas.layer;

import java.time.Instant;
import java.util.Optional;

/** Puts together what the blocks before an entry say of it. */
final class TarEntries {

  private TarEntries() {}

  /**
   * @param longName and {@code longLink} of GNU's extensions, or null
   * @throws NumberFormatException if a number is none
   */
  static TarEntry join(TarBlock block, PaxRecords records, String longName, String longLink) {
    String name =
        longName != null
            ? longName
            : records.text("GNU.sparse.name").or(() -> records.text("path")).orElse(block.name());
    String linkName =
        longLink != null ? longLink : records.text("linkpath").orElse(block.linkName());
    Instant modified = records.time("mtime").orElseGet(() -> TarEntry.time(block.modified(), 0));
    Instant accessed = records.time("atime").filter(modified::isBefore).orElse(modified);
    TarEntry.Type type = type(block.type(), name);
    long size = records.number("size", block.size());
    if (size < 0) {
      throw new LayerException.ImpossibleSize(TarEntry.shown(name), size);
    }
    return new TarEntry(
        name,
        type,
        linkName,
        block.mode(),
        id(records.number("uid", block.uid())),
        id(records.number("gid", block.gid())),
        type == TarEntry.Type.REGULAR ? size : 0,
        modified,
        accessed,
        number(block.major()),
        number(block.minor()),
        records.attributes(),
        Optional.empty());
  }

  private static TarEntry.Type type(char letter, String name) {
    return switch (letter) {
      case '\0' -> name.endsWith("/") ? TarEntry.Type.FOLDER : TarEntry.Type.REGULAR;
      case '0', '7', 'S' -> TarEntry.Type.REGULAR;
      case '1' -> TarEntry.Type.HARD_LINK;
      case '2' -> TarEntry.Type.SYMLINK;
      case '3' -> TarEntry.Type.CHARACTER_DEVICE;
      case '4' -> TarEntry.Type.BLOCK_DEVICE;
      case '5' -> TarEntry.Type.FOLDER;
      case '6' -> TarEntry.Type.FIFO;
      default -> throw new LayerException.UnknownType(TarEntry.shown(name), letter);
    };
  }

  /** The largest number is no user, but says "unchanged" to chown(2). */
  private static long id(long number) {
    if (number < 0 || number >= 0xffff_ffffL) {
      throw new NumberFormatException("uid, gid " + number);
    }
    return number;
  }

  private static int number(long number) {
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new NumberFormatException("rdev " + number);
    }
    return (int) number;
  }
}
