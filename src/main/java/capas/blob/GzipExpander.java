package capas.blob;

import java.util.zip.CRC32;

/**
 * One gzip member after another. Java's own stream stops after the first where the input cannot say
 * how much is available, and the library's keeps a member's file name in memory, however long.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952#section-2.3">RFC 1952, member format</a>
 */
final class GzipExpander implements Expander {

  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;
  private static final int HEADER_BYTES = 10;
  private static final int TRAILER_BYTES = 8;

  private enum Part {
    HEADER,
    EXTRA_LENGTH,
    EXTRA_BYTES,
    NAME_BYTES,
    COMMENT_BYTES,
    HEADER_CRC_BYTES,
    BODY,
    TRAILER
  }

  private final DeflateReader body;
  private final CRC32 crc = new CRC32();
  private byte[] input = {};
  private int next;
  private int end;
  private Part part = Part.HEADER;
  private int read;
  private int flags;
  private int extra;
  private long written;
  private long trailer;
  private boolean begun;

  GzipExpander(DeflateReader body) {
    this.body = body;
  }

  @Override
  public void give(byte[] bytes, int from, int length) {
    input = bytes;
    next = from;
    end = from + length;
    if (part == Part.BODY) {
      body.give(input, next, end - next);
    }
  }

  @Override
  public int take(byte[] into, int from, int length) throws FormatException {
    while (true) {
      if (part == Part.BODY) {
        int count = inflate(into, from, length);
        if (count > 0 || part == Part.BODY) {
          return count;
        }
      }
      if (next == end) {
        return 0;
      }
      step(input[next++] & 0xff);
    }
  }

  private int inflate(byte[] into, int from, int length) throws FormatException {
    int count = body.take(into, from, length);
    crc.update(into, from, count);
    written += count;
    if (body.ended()) {
      next = end - body.left();
      enter(Part.TRAILER);
    }
    return count;
  }

  /** One byte of a header or a trailer: nothing of them is kept. */
  private void step(int value) throws FormatException {
    begun = true;
    read++;
    switch (part) {
      case HEADER -> header(value);
      case EXTRA_LENGTH -> {
        extra = extra | value << 8 * (read - 1);
        if (read == 2) {
          enter(extra == 0 ? after(EXTRA) : Part.EXTRA_BYTES);
        }
      }
      case EXTRA_BYTES -> {
        if (read == extra) {
          enter(after(EXTRA));
        }
      }
      case NAME_BYTES -> {
        if (value == 0) {
          enter(after(NAME));
        }
      }
      case COMMENT_BYTES -> {
        if (value == 0) {
          enter(after(COMMENT));
        }
      }
      case HEADER_CRC_BYTES -> {
        if (read == 2) {
          enter(Part.BODY);
        }
      }
      case TRAILER -> trailer(value);
      case BODY -> throw new IllegalStateException();
    }
  }

  private void header(int value) throws FormatException {
    boolean fits =
        switch (read) {
          case 1 -> value == 0x1f;
          case 2 -> value == 0x8b;
          case 3 -> value == 8;
          case 4 -> (value & RESERVED) == 0;
          default -> true;
        };
    if (!fits) {
      throw new FormatException("no member of gzip begins here");
    }
    if (read == 4) {
      flags = value;
    }
    if (read == HEADER_BYTES) {
      enter(after(0));
    }
  }

  /** The part that follows the one of this flag, by the flags that are set. */
  private Part after(int flag) {
    if (flag < EXTRA && (flags & EXTRA) != 0) {
      return Part.EXTRA_LENGTH;
    }
    if (flag < NAME && (flags & NAME) != 0) {
      return Part.NAME_BYTES;
    }
    if (flag < COMMENT && (flags & COMMENT) != 0) {
      return Part.COMMENT_BYTES;
    }
    return (flags & HEADER_CRC) != 0 ? Part.HEADER_CRC_BYTES : Part.BODY;
  }

  private void trailer(int value) throws FormatException {
    trailer = trailer | (long) value << 8 * (read - 1);
    if (read == TRAILER_BYTES) {
      if (trailer != (written << 32 | crc.getValue())) {
        throw new FormatException("CRC-32");
      }
      enter(Part.HEADER);
    }
  }

  private void enter(Part next) {
    part = next;
    read = 0;
    switch (next) {
      case HEADER -> begun = false;
      case EXTRA_LENGTH -> extra = 0;
      case BODY -> {
        body.begin();
        crc.reset();
        written = 0;
        body.give(input, this.next, end - this.next);
      }
      case TRAILER -> trailer = 0;
      case EXTRA_BYTES, NAME_BYTES, COMMENT_BYTES, HEADER_CRC_BYTES -> {}
    }
  }

  @Override
  public boolean mayEnd() {
    return part == Part.HEADER && !begun;
  }

  @Override
  public void close() {
    body.close();
  }
}
