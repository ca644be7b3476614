package capas.notebook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes of UTF-8 that come in pieces, handed on as text that ends with a whole character. */
final class Utf8Pieces {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  void add(byte[] piece, int offset, int length) {
    bytes.write(piece, offset, length);
  }

  int size() {
    return bytes.size();
  }

  /** The text so far; the bytes of a character that has not arrived whole stay for the next. */
  String take() {
    byte[] all = bytes.toByteArray();
    int end = all.length - unfinished(all);
    bytes.reset();
    bytes.write(all, end, all.length - end);
    return new String(all, 0, end, StandardCharsets.UTF_8);
  }

  private static int unfinished(byte[] all) {
    for (int back = 1; back <= Math.min(3, all.length); back++) {
      int b = all[all.length - back] & 0xFF;
      if (b < 0x80) {
        return 0;
      }
      if (b >= 0xC0) {
        int needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
        return needed > back ? back : 0;
      }
    }
    return 0;
  }
}
