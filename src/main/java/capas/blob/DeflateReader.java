package capas.blob;

import capas.blob.Expander.FormatException;
import java.io.Closeable;

/**
 * Decompresses one DEFLATE stream after another, piece by piece.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1951">RFC 1951</a>
 */
interface DeflateReader extends Closeable {

  /** The quickest one of this machine. */
  static DeflateReader quickest() {
    try {
      return IsalDeflateReader.isHere() ? new IsalDeflateReader() : new JdkDeflateReader();
    } catch (LinkageError noNativeCode) {
      // Whatever forbids jffi's own library, such as a /tmp from which nothing may be run.
      return new JdkDeflateReader();
    }
  }

  /** The next bytes are the first of a stream. */
  void begin();

  /** The next piece of input; only when all of the piece before was used. */
  void give(byte[] bytes, int from, int length);

  /** Writes up to {@code length} bytes; 0 if it needs more input, or the stream has ended. */
  int take(byte[] into, int from, int length) throws FormatException;

  /** Whether the stream has ended. */
  boolean ended();

  /** How many bytes of the input given last do not belong to what was read so far. */
  int left();

  @Override
  void close();
}
