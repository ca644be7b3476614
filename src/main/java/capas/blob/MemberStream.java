package capas.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A piece of a file, as a stream; the file stays open when it is closed. */
final class MemberStream extends InputStream {

  private final FileChannel file;
  private long next;
  private long left;

  MemberStream(FileChannel file, long offset, long length) {
    this.file = file;
    this.next = offset;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    int count = file.read(ByteBuffer.wrap(into, from, (int) Math.min(length, left)), next);
    if (count > 0) {
      next += count;
      left -= count;
    }
    return count;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.clamp(count, 0, left);
    next += skipped;
    left -= skipped;
    return skipped;
  }
}
