package capas.layer;

/**
 * The map of a sparse file as version 1.0 of GNU's format has it: decimal numbers, one a line, in
 * whole blocks before the data; the first one says how many pairs follow.
 *
 * @see <a href="https://www.gnu.org/software/tar/manual/html_node/PAX-1.html">GNU tar, PAX format,
 *     version 1.0</a>
 */
final class SparseMapText {

  /** So many fit into 64 bits. */
  private static final int MOST_DIGITS = 18;

  private final SparseMap.Builder pieces = new SparseMap.Builder();
  private long wanted = -1;
  private long number;
  private int digits;

  /** Whether this block was the last one of the map. */
  boolean take(TarBlock block) {
    for (int i = 0; i < TarBlock.SIZE && !isWhole(); i++) {
      take(block.at(i));
    }
    return isWhole();
  }

  private boolean isWhole() {
    return wanted == pieces.count();
  }

  private void take(byte value) {
    if (value >= '0' && value <= '9') {
      number = 10 * number + value - '0';
      digits++;
      if (digits > MOST_DIGITS) {
        throw new NumberFormatException("GNU.sparse");
      }
    } else if (value == '\n' && digits > 0) {
      lineEnds();
    } else {
      throw new NumberFormatException("GNU.sparse");
    }
  }

  private void lineEnds() {
    if (wanted < 0) {
      wanted = Math.min(number, Integer.MAX_VALUE) * 2;
    } else {
      pieces.add(number);
    }
    number = 0;
    digits = 0;
  }

  SparseMap build(long size) {
    return pieces.build(size);
  }
}
