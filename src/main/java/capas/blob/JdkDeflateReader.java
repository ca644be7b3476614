package capas.blob;

import capas.blob.Expander.FormatException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The JDK's own, which is everywhere: zlib. */
final class JdkDeflateReader implements DeflateReader {

  private final Inflater inflater = new Inflater(true);

  @Override
  public void begin() {
    inflater.reset();
  }

  @Override
  public void give(byte[] bytes, int from, int length) {
    inflater.setInput(bytes, from, length);
  }

  @Override
  public int take(byte[] into, int from, int length) throws FormatException {
    try {
      return inflater.inflate(into, from, length);
    } catch (DataFormatException e) {
      throw new FormatException(e.getMessage());
    }
  }

  @Override
  public boolean ended() {
    return inflater.finished();
  }

  @Override
  public int left() {
    return inflater.getRemaining();
  }

  @Override
  public void close() {
    inflater.end();
  }
}
