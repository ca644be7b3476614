package capas.layer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an extended header says of the entry behind it. Texts have one character for every byte, for
 * the value of an attribute need not be text at all.
 *
 * @see <a
 *     href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_03">POSIX,
 *     pax header file format</a>
 */
record PaxRecords(Map<String, String> values, SparseMap.Builder pieces) {

  static final PaxRecords NONE = new PaxRecords(Map.of(), new SparseMap.Builder());

  private static final String ATTRIBUTE = "SCHILY.xattr.";
  private static final int NANO_DIGITS = 9;

  /**
   * Reads records such as {@code 20 path=etc/passwd\n}.
   *
   * @throws NumberFormatException if a length or a number is none
   */
  static PaxRecords parse(byte[] bytes, int length) {
    PaxRecords records = new PaxRecords(new LinkedHashMap<>(), new SparseMap.Builder());
    String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    for (int at = 0; at < length; ) {
      int space = text.indexOf(' ', at);
      int size = space < 0 ? 0 : number(text.substring(at, space));
      int end = at + size;
      int equals = text.indexOf('=', Math.max(space, 0));
      if (size <= 0
          || end > length
          || end < at
          || equals < 0
          || equals >= end
          || text.charAt(end - 1) != '\n'
          || equals == space + 1) {
        throw new NumberFormatException(text.substring(at, Math.min(at + 40, length)));
      }
      records.put(text.substring(space + 1, equals), text.substring(equals + 1, end - 1));
      at = end;
    }
    return records;
  }

  private static int number(String digits) {
    if (digits.isEmpty() || !Character.isDigit(digits.charAt(0))) {
      throw new NumberFormatException(digits);
    }
    return Integer.parseInt(digits);
  }

  private void put(String key, String value) {
    if (key.indexOf('\0') >= 0 || !key.startsWith(ATTRIBUTE) && value.indexOf('\0') >= 0) {
      throw new NumberFormatException("\\0");
    }
    switch (key) {
      case "GNU.sparse.offset", "GNU.sparse.numbytes" -> {
        if (key.endsWith("offset") != (pieces.count() % 2 == 0)) {
          throw new NumberFormatException(key);
        }
        pieces.add(Long.parseLong(value));
      }
      case "GNU.sparse.map" -> {
        for (String number : value.split(",")) {
          pieces.add(Long.parseLong(number));
        }
      }
      default -> {
        if (key.startsWith(ATTRIBUTE) || isUnderstood(key)) {
          values.put(key, value);
        }
      }
    }
  }

  private static boolean isUnderstood(String key) {
    return switch (key) {
      case "path", "linkpath", "size", "uid", "gid", "mtime", "atime" -> true;
      default -> key.startsWith("GNU.sparse.");
    };
  }

  /** An empty value takes back what was said before. */
  Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
  }

  long number(String key, long otherwise) {
    return text(key).map(Long::parseLong).orElse(otherwise);
  }

  /** Seconds since 1970 with a fraction, such as {@code 1700000000.25}. */
  Optional<Instant> time(String key) {
    return text(key).map(PaxRecords::instant);
  }

  private static Instant instant(String text) {
    int dot = text.indexOf('.');
    long seconds = Long.parseLong(dot < 0 ? text : text.substring(0, dot));
    String fraction = dot < 0 ? "" : text.substring(dot + 1);
    if (!fraction.chars().allMatch(Character::isDigit)) {
      throw new NumberFormatException(text);
    }
    String digits = (fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS);
    long nanos = Long.parseLong(digits);
    return TarEntry.time(seconds, text.startsWith("-") ? -nanos : nanos);
  }

  /** Extended attributes by their names, in the order in which they stand. */
  Map<String, byte[]> attributes() {
    Map<String, byte[]> attributes = new LinkedHashMap<>();
    values.forEach((key, value) -> {
      if (key.startsWith(ATTRIBUTE)) {
        attributes.put(
            key.substring(ATTRIBUTE.length()), value.getBytes(StandardCharsets.ISO_8859_1));
      }
    });
    return attributes;
  }

  /** Whether the map of a sparse file stands before its data (version 1.0 of GNU's format). */
  boolean mapStandsInData() {
    return "1".equals(values.get("GNU.sparse.major")) && "0".equals(values.get("GNU.sparse.minor"));
  }

  /** Whether the map of a sparse file stands here (versions 0.0 and 0.1). */
  boolean mapStandsHere() {
    return pieces.count() > 0 && values.getOrDefault("GNU.sparse.major", "0").equals("0");
  }

  long sparseSize(long otherwise) {
    return number("GNU.sparse.size", number("GNU.sparse.realsize", otherwise));
  }
}
