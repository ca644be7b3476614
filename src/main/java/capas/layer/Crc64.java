package capas.layer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * CRC-64 of ISO 3309, as Go computes it: the remainder of the bytes as one long polynomial over the
 * bits, divided by x⁶⁴+x⁴+x³+x+1. The lowest bit of a number is the highest power.
 *
 * <p>So x⁶⁴ is the same as x⁴+x³+x+1, and its square x¹²⁸ the same as x⁸+x⁶+x²+1, for all mixed
 * terms come twice and vanish. The sum of 32 bytes further on is x²⁵⁶ times this one, which is four
 * shifts: that needs no table, and four sums go on beside each other, one for every fourth word.
 *
 * @see <a href="https://pkg.go.dev/hash/crc64">Go, hash/crc64, ISO</a>
 */
final class Crc64 {

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int WORDS = 32;

  private long sum = -1;

  void update(byte[] bytes, int from, int length) {
    int at = from;
    int end = from + length;
    long a = sum;
    if (length >= WORDS) {
      a ^= word(bytes, at);
      long b = word(bytes, at + 8);
      long c = word(bytes, at + 16);
      long d = word(bytes, at + 24);
      for (at += WORDS; at <= end - WORDS; at += WORDS) {
        a = times256(a) ^ word(bytes, at);
        b = times256(b) ^ word(bytes, at + 8);
        c = times256(c) ^ word(bytes, at + 16);
        d = times256(d) ^ word(bytes, at + 24);
      }
      a = times64(times64(times64(times64(a) ^ b) ^ c) ^ d);
    }
    for (; at < end; at++) {
      long high = a ^ bytes[at];
      a = a >>> 8 ^ times64(high << 56);
    }
    sum = a;
  }

  private static long word(byte[] bytes, int at) {
    return (long) WORD.get(bytes, at);
  }

  /** Times x⁶⁴. */
  private static long times64(long v) {
    return v ^ v >>> 1 ^ v >>> 3 ^ v >>> 4 ^ brought(v << 63 ^ v << 61 ^ v << 60);
  }

  /** Times x²⁵⁶, which is x¹⁶+x¹²+x⁴+1. */
  private static long times256(long v) {
    return v ^ v >>> 4 ^ v >>> 12 ^ v >>> 16 ^ brought(v << 60 ^ v << 52 ^ v << 48);
  }

  /** What the shifts dropped are powers of 64 and more: times x⁶⁴ once more, for what they were. */
  private static long brought(long over) {
    return over ^ over >>> 1 ^ over >>> 3 ^ over >>> 4;
  }

  /** The sum of all bytes so far. */
  long value() {
    return ~sum;
  }
}
