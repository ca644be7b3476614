package capas.blob;

import java.io.IOException;
import java.io.InputStream;

/**
 * Decompresses the bytes of a layer as they pass and hashes what comes out, for a sink to keep it
 * or not. A stream that breaks its format is told at the end only, as is what the sink says, so
 * that the digest can say first whether these are the promised bytes at all.
 */
final class Measuring implements AutoCloseable {

  private static final int PIECE = 64 << 10;

  private final Descriptor descriptor;
  private final Limits limits;
  private final Relay relay;
  private final byte[] first = new byte[Compression.MAGIC_BYTES];
  private int firstCount;
  private Compression compression = Compression.NONE;
  private Expander expander;
  private long compressed;
  private long uncompressed;
  private String broken;

  Measuring(Descriptor descriptor, Limits limits, LayerSink sink) {
    this.descriptor = descriptor;
    this.limits = limits;
    this.relay = new Relay(sink);
    sink.begin();
  }

  void takeAll(InputStream bytes) throws IOException {
    byte[] read = new byte[PIECE];
    for (int count = bytes.read(read); count >= 0; count = bytes.read(read)) {
      take(read, 0, count);
    }
  }

  void take(byte[] bytes, int from, int length) {
    compressed += length;
    int start = from;
    if (expander == null) {
      int missing = Math.min(length, first.length - firstCount);
      System.arraycopy(bytes, from, first, firstCount, missing);
      firstCount += missing;
      start += missing;
      if (firstCount < first.length) {
        return;
      }
      begin();
    }
    expand(bytes, start, from + length - start);
  }

  private void begin() {
    compression = Compression.ofFirst(first, firstCount);
    expander = compression.expander();
    expand(first, 0, firstCount);
  }

  private void expand(byte[] bytes, int from, int length) {
    if (broken != null) {
      return;
    }
    try {
      expander.give(bytes, from, length);
      for (int count = relay.pass(expander); count > 0; count = relay.pass(expander)) {
        uncompressed += count;
        if (limits.forbid(uncompressed, compressed)) {
          throw new BlobException.DecompressionBomb(
              descriptor.digest(), compressed, uncompressed, limits);
        }
      }
    } catch (Expander.FormatException e) {
      broken = e.getMessage();
    }
  }

  /**
   * What was inside; or what the sink threw.
   *
   * @throws BlobException.CorruptCompression if the stream broke its format or breaks off
   */
  Uncompressed end() {
    if (expander == null) {
      begin();
    }
    if (broken == null && !expander.mayEnd()) {
      broken = "EOF";
    }
    if (broken != null) {
      throw new BlobException.CorruptCompression(descriptor.digest(), compression, broken);
    }
    return new Uncompressed(relay.end(), uncompressed, compression);
  }

  @Override
  public void close() {
    relay.close();
    if (expander != null) {
      expander.close();
    }
  }
}
