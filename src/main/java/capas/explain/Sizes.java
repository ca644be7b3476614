package capas.explain;

/** Numbers of bytes as a person reads them. */
final class Sizes {

  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private Sizes() {}

  /** With one decimal from 1 KiB on: {@code 75.3 MiB}. */
  static String of(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    // A Formatter would make ready the numbers of all languages first, 20 ms of every start.
    long tenths = Math.round(size * 10);
    return unit == 0 ? bytes + " B" : tenths / 10 + "." + tenths % 10 + " " + UNITS[unit];
  }
}
