package capas.blob;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Lets the reader of an archive take only so much for one header: it keeps long names in memory,
 * and a header may claim that its name has gigabytes.
 */
final class HeaderBudget extends FilterInputStream {

  /** Room for the longest path and the longest attributes that a kernel takes, and more. */
  private static final long LARGEST_HEADER = 1 << 20;

  private long left = Long.MAX_VALUE;
  private long position;

  HeaderBudget(InputStream bytes) {
    super(bytes);
  }

  /** How many bytes were read or skipped. */
  long position() {
    return position;
  }

  void begin() {
    left = LARGEST_HEADER;
  }

  void lift() {
    left = Long.MAX_VALUE;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    spend(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int count = super.read(into, from, length);
    spend(Math.max(count, 0));
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(count);
    spend(skipped);
    return skipped;
  }

  private void spend(long count) throws IOException {
    position += count;
    left -= count;
    if (left < 0) {
      throw new IOException("header > " + LARGEST_HEADER);
    }
  }
}
