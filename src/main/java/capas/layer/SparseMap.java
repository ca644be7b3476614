package capas.layer;

import java.util.Arrays;

/**
 * Which pieces of a sparse file stand in the tar, one behind the other; all between them is holes.
 *
 * @param offsets and {@code lengths} in bytes, in order
 * @param size of the whole file with its holes
 */
record SparseMap(long[] offsets, long[] lengths, long size) {

  /** What all pieces have together. */
  long stored() {
    return Arrays.stream(lengths).sum();
  }

  /** Gathers pieces; so many that their map has more than 1 MiB are an attack. */
  static final class Builder {

    private static final int MOST = 1 << 16;

    private long[] numbers = new long[16];
    private int count;

    void add(long offset, long length) {
      add(offset);
      add(length);
    }

    /** An offset and a length in turn. */
    void add(long number) {
      if (count == 2 * MOST) {
        throw new NumberFormatException("> " + MOST);
      }
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * count);
      }
      numbers[count++] = number;
    }

    int count() {
      return count;
    }

    /**
     * @throws NumberFormatException if pieces overlap, stand in disorder, or end behind the file
     */
    SparseMap build(long size) {
      long[] offsets = new long[count / 2];
      long[] lengths = new long[count / 2];
      long end = 0;
      for (int i = 0; i < count / 2; i++) {
        offsets[i] = numbers[2 * i];
        lengths[i] = numbers[2 * i + 1];
        if (offsets[i] < end || lengths[i] < 0 || lengths[i] > size - offsets[i]) {
          throw new NumberFormatException(offsets[i] + "+" + lengths[i]);
        }
        end = offsets[i] + lengths[i];
      }
      if (count % 2 != 0 || size < 0) {
        throw new NumberFormatException("" + size);
      }
      return new SparseMap(offsets, lengths, size);
    }
  }
}
