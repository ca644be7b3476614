package capas.blob;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A stream that decompresses what it reads, within limits. */
final class ExpandingStream extends InputStream {

  private static final int PIECE = 64 << 10;

  private final Object name;
  private final InputStream source;
  private final Compression compression;
  private final Limits limits;
  private final Expander expander;
  private final byte[] piece = new byte[PIECE];
  private long compressed;
  private long uncompressed;
  private boolean sourceEnded;

  ExpandingStream(Object name, InputStream source, Compression compression, Limits limits) {
    this.name = name;
    this.source = source;
    this.compression = compression;
    this.limits = limits;
    this.expander = compression.expander();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, into.length);
    if (length == 0) {
      return 0;
    }
    try {
      int count = expander.take(into, from, length);
      while (count == 0 && !sourceEnded) {
        feed();
        count = expander.take(into, from, length);
      }
      if (count == 0) {
        return end();
      }
      uncompressed += count;
      if (limits.forbid(uncompressed, compressed)) {
        throw new BlobException.DecompressionBomb(name, compressed, uncompressed, limits);
      }
      return count;
    } catch (Expander.FormatException e) {
      throw new BlobException.CorruptCompression(name, compression, e.getMessage());
    }
  }

  private void feed() throws IOException {
    int count = source.read(piece);
    sourceEnded = count < 0;
    if (count > 0) {
      compressed += count;
      expander.give(piece, 0, count);
    }
  }

  private int end() throws Expander.FormatException {
    if (!expander.mayEnd()) {
      throw new Expander.FormatException("EOF");
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    expander.close();
    source.close();
  }
}
