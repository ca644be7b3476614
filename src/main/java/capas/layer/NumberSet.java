package capas.layer;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A set of numbers that takes 16 to 32 bytes for each of them, however they are chosen: where one
 * is put depends on a number drawn by lot.
 */
final class NumberSet {

  private static final int SMALLEST = 64;

  private final long lot = ThreadLocalRandom.current().nextLong() | 1;
  private long[] slots = new long[SMALLEST];
  private boolean hasZero;
  private int count;

  /** Whether it was not there before. */
  boolean add(long number) {
    if (number == 0) {
      boolean first = !hasZero;
      hasZero = true;
      return first;
    }
    if (2 * count >= slots.length) {
      grow();
    }
    if (!put(number)) {
      return false;
    }
    count++;
    return true;
  }

  private boolean put(long number) {
    int mask = slots.length - 1;
    int at = (int) (mix(number) & mask);
    while (slots[at] != 0) {
      if (slots[at] == number) {
        return false;
      }
      at = at + 1 & mask;
    }
    slots[at] = number;
    return true;
  }

  private long mix(long number) {
    long mixed = (number ^ lot) * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ mixed >>> 32) * lot;
    return mixed ^ mixed >>> 29;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    for (long number : old) {
      if (number != 0) {
        put(number);
      }
    }
  }

  SortedSet<Long> sorted() {
    SortedSet<Long> sorted = new TreeSet<>();
    if (hasZero) {
      sorted.add(0L);
    }
    for (long number : slots) {
      if (number != 0) {
        sorted.add(number);
      }
    }
    return Collections.unmodifiableSortedSet(sorted);
  }
}
