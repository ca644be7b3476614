package capas.layer;

import capas.words.CapasException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a tar says of one name. Names have one character for every byte, whatever charset they were
 * meant in.
 *
 * @param name verbatim, as in {@code ./etc/}
 * @param stored how many bytes of content stand in the tar; less than its size for a sparse file
 * @param attributes extended attributes by name
 */
record TarEntry(
    String name,
    Type type,
    String linkName,
    int mode,
    long uid,
    long gid,
    long stored,
    Instant modified,
    Instant accessed,
    int major,
    int minor,
    Map<String, byte[]> attributes,
    Optional<SparseMap> sparse) {

  enum Type {
    REGULAR,
    HARD_LINK,
    SYMLINK,
    CHARACTER_DEVICE,
    BLOCK_DEVICE,
    FOLDER,
    FIFO
  }

  /** The last second that a count of nanoseconds since 1970 in 64 bits reaches. */
  private static final long LAST_SECOND = Long.MAX_VALUE / 1_000_000_000;

  /** Podman takes times before 1970, or after 2262, for the first second of 1970. */
  static Instant time(long seconds, long nanos) {
    return seconds < 0 || nanos < 0 || seconds >= LAST_SECOND
        ? Instant.EPOCH
        : Instant.ofEpochSecond(seconds, nanos);
  }

  TarEntry with(SparseMap map, long storedBytes) {
    return new TarEntry(
        name,
        type,
        linkName,
        mode,
        uid,
        gid,
        storedBytes,
        modified,
        accessed,
        major,
        minor,
        attributes,
        Optional.of(map));
  }

  /** The same with owner, mode, times and attributes of another entry of the same file. */
  TarEntry describedAs(TarEntry other) {
    return new TarEntry(
        name,
        type,
        linkName,
        other.mode,
        other.uid,
        other.gid,
        stored,
        other.modified,
        other.accessed,
        major,
        minor,
        attributes,
        sparse);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A name as it may stand in a sentence. */
  static String shown(String text) {
    return CapasException.quote(new String(bytes(text), StandardCharsets.UTF_8));
  }
}
