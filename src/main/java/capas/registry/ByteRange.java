package capas.registry;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of a blob are wanted, from the first to the last, both included; {@code last} lies
 * before {@code first} if there are none.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14">RFC 9110, section 14</a>
 */
record ByteRange(long first, long last, boolean isSatisfiable) {

  private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  static ByteRange whole(long size) {
    return new ByteRange(0, size - 1, true);
  }

  /** A {@code Range} header; all bytes if it is none, or several, as the standard allows. */
  static ByteRange parse(String header, long size) {
    Matcher form = FORM.matcher(header.replace(" ", ""));
    if (!form.matches() || form.group(1).isEmpty() && form.group(2).isEmpty()) {
      return whole(size);
    }
    if (form.group(1).isEmpty()) {
      long count = Math.min(size, Long.parseLong(form.group(2)));
      return new ByteRange(size - count, size - 1, count > 0);
    }
    long first = Long.parseLong(form.group(1));
    long last =
        form.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(form.group(2)));
    return new ByteRange(first, last, first < size && first <= last);
  }

  long length() {
    return last - first + 1;
  }

  boolean isWhole(long size) {
    return first == 0 && last == size - 1;
  }

  /** {@code bytes 100-199/1000}. */
  String contentRange(long size) {
    return "bytes " + first + "-" + last + "/" + size;
  }
}
