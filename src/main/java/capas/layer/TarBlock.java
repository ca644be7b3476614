package capas.layer;

import java.nio.charset.StandardCharsets;

/**
 * A header of 512 bytes as tar has written it since 1979, with what later dialects put into it.
 * Texts have one character for every byte, whatever charset they were meant in.
 *
 * @see <a href="https://www.gnu.org/software/tar/manual/html_node/Standard.html">GNU tar, basic tar
 *     format</a>
 */
final class TarBlock {

  static final int SIZE = 512;

  private static final int CHECKSUM_AT = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int SPARSE_PIECE = 24;

  private final byte[] bytes = new byte[SIZE];
  private int filled;

  /** Takes as many of these bytes as are missing, and says how many. */
  int take(byte[] from, int at, int length) {
    int count = Math.min(length, SIZE - filled);
    System.arraycopy(from, at, bytes, filled, count);
    filled += count;
    return count;
  }

  boolean isFull() {
    return filled == SIZE;
  }

  boolean isEmpty() {
    return filled == 0;
  }

  void clear() {
    filled = 0;
  }

  boolean isZero() {
    for (byte value : bytes) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  /** Some old writers summed up signed bytes. */
  boolean hasItsChecksum() {
    int unsigned = 0;
    int signed = 0;
    for (int i = 0; i < SIZE; i++) {
      boolean own = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_LENGTH;
      byte value = own ? (byte) ' ' : bytes[i];
      unsigned += Byte.toUnsignedInt(value);
      signed += value;
    }
    long written = number(CHECKSUM_AT, CHECKSUM_LENGTH);
    return written == unsigned || written == signed;
  }

  private boolean isPosix() {
    return ascii(257, 6).equals("ustar\0");
  }

  boolean isGnu() {
    return ascii(257, 8).equals("ustar  \0");
  }

  private boolean isStar() {
    return isPosix() && ascii(508, 4).equals("tar\0");
  }

  String name() {
    String prefix = !isPosix() ? "" : text(345, isStar() ? 131 : 155);
    return prefix.isEmpty() ? text(0, 100) : prefix + "/" + text(0, 100);
  }

  int mode() {
    return (int) number(100, 8) & 07777;
  }

  long uid() {
    return number(108, 8);
  }

  long gid() {
    return number(116, 8);
  }

  long size() {
    return number(124, 12);
  }

  long modified() {
    return number(136, 12);
  }

  char type() {
    return (char) Byte.toUnsignedInt(bytes[156]);
  }

  String linkName() {
    return text(157, 100);
  }

  long major() {
    return isPosix() || isGnu() ? number(329, 8) : 0;
  }

  long minor() {
    return isPosix() || isGnu() ? number(337, 8) : 0;
  }

  /** The pieces of a sparse file in GNU's old way, which end with the first empty field. */
  void addPieces(int at, int most, SparseMap.Builder pieces) {
    for (int i = at; i < at + most * SPARSE_PIECE && bytes[i] != 0; i += SPARSE_PIECE) {
      pieces.add(number(i, 12), number(i + 12, 12));
    }
  }

  byte at(int index) {
    return bytes[index];
  }

  boolean isSet(int at) {
    return bytes[at] != 0;
  }

  private String ascii(int at, int length) {
    return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
  }

  private String text(int at, int length) {
    int end = at;
    while (end < at + length && bytes[end] != 0) {
      end++;
    }
    return ascii(at, end - at);
  }

  /**
   * A number in octal digits, or, if the first bit is set, in two's complement.
   *
   * @throws NumberFormatException if it is neither, or too large for 64 bits
   */
  long number(int at, int length) {
    return (bytes[at] & 0x80) != 0 ? binary(at, length) : octal(at, length);
  }

  private long binary(int at, int length) {
    boolean negative = (bytes[at] & 0x40) != 0;
    int flip = negative ? 0xff : 0;
    long value = (bytes[at] ^ flip) & 0x7f;
    for (int i = at + 1; i < at + length; i++) {
      if (value >>> 55 != 0) {
        throw new NumberFormatException("> 64 bits");
      }
      value = value << 8 | (bytes[i] ^ flip) & 0xff;
    }
    return negative ? ~value : value;
  }

  private long octal(int at, int length) {
    int from = at;
    int end = at + length;
    while (from < end && isBlank(bytes[from])) {
      from++;
    }
    while (end > from && isBlank(bytes[end - 1])) {
      end--;
    }
    long value = 0;
    for (int i = from; i < end && bytes[i] != 0; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 7) {
        throw new NumberFormatException(ascii(at, length));
      }
      value = value << 3 | digit;
    }
    return value;
  }

  private static boolean isBlank(byte value) {
    return value == ' ' || value == 0;
  }
}
