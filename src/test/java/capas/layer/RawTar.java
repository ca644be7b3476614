package capas.layer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A tar written byte by byte, so that it may be as odd as one likes. Texts have a byte a letter.
 */
final class RawTar {

  private static final int BLOCK = 512;

  private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

  /** A header that can be spoilt before it is written. */
  static final class Header {
    private final byte[] bytes = new byte[BLOCK];
    private byte[] content = new byte[0];
    private boolean hasChecksum = true;

    Header(String name, char type) {
      text(0, name).octal(100, 8, 0644).octal(108, 8, 0).octal(116, 8, 0);
      size(0).octal(136, 12, 1_700_000_000).text(156, "" + type).text(257, "ustar\00000");
    }

    Header text(int at, String text) {
      byte[] letters = text.getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(letters, 0, bytes, at, letters.length);
      return this;
    }

    Header octal(int at, int length, long number) {
      return text(at, String.format("%0" + (length - 1) + "o\0", number));
    }

    /** In two's complement, as GNU tar writes what has too many octal digits, or a sign. */
    Header binary(int at, int length, long number) {
      for (int i = 0; i < length; i++) {
        int shift = 8 * (length - 1 - i);
        bytes[at + i] = (byte) (shift >= Long.SIZE ? number >> 63 : number >> shift);
      }
      bytes[at] |= (byte) 0x80;
      return this;
    }

    Header mode(int mode) {
      return octal(100, 8, mode);
    }

    Header owner(int uid, int gid) {
      return octal(108, 8, uid).octal(116, 8, gid);
    }

    Header size(long size) {
      return octal(124, 12, size);
    }

    Header link(String target) {
      return text(157, target);
    }

    Header device(int major, int minor) {
      return octal(329, 8, major).octal(337, 8, minor);
    }

    Header gnu() {
      return text(257, "ustar  \0");
    }

    Header v7() {
      Arrays.fill(bytes, 257, BLOCK, (byte) 0);
      return this;
    }

    Header content(byte[] content) {
      this.content = content;
      return size(content.length);
    }

    Header content(String content) {
      return content(content.getBytes(StandardCharsets.ISO_8859_1));
    }

    Header wrongChecksum() {
      hasChecksum = false;
      return this;
    }

    private byte[] block() {
      text(148, "        ");
      int sum = 0;
      for (byte value : bytes) {
        sum += Byte.toUnsignedInt(value);
      }
      return octal(148, 7, hasChecksum ? sum : sum + 1).bytes;
    }
  }

  static Header header(String name, char type) {
    return new Header(name, type);
  }

  RawTar add(Header header) {
    bytes(header.block());
    bytes(header.content);
    return bytes(new byte[-header.content.length & BLOCK - 1]);
  }

  RawTar bytes(byte[] bytes) {
    tar.writeBytes(bytes);
    return this;
  }

  RawTar file(String name, String content) {
    return add(header(name, '0').content(content));
  }

  RawTar folder(String name) {
    return add(header(name + "/", '5').mode(0755));
  }

  RawTar symlink(String name, String target) {
    return add(header(name, '2').link(target));
  }

  RawTar hardLink(String name, String target) {
    return add(header(name, '1').link(target));
  }

  /** A PAX header before the next entry: keys and values in turn. */
  RawTar pax(String... records) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < records.length; i += 2) {
      String record = " " + records[i] + "=" + records[i + 1] + "\n";
      int length = record.length() + 1;
      while (length != record.length() + Integer.toString(length).length()) {
        length = record.length() + Integer.toString(length).length();
      }
      all.append(length).append(record);
    }
    return add(header("PaxHeaders/x", 'x').content(all.toString()));
  }

  /** GNU's way to a long name ({@code L}) or a long target ({@code K}). */
  RawTar gnuLong(char type, String text) {
    return add(header("././@LongLink", type).gnu().content(text + "\0"));
  }

  /** As it is, without an end. */
  byte[] open() {
    return tar.toByteArray();
  }

  /** With the two empty blocks of its end. */
  byte[] closed() {
    return bytes(new byte[2 * BLOCK]).open();
  }
}
