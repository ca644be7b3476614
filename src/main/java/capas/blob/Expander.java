package capas.blob;

import java.io.Closeable;

/**
 * Decompresses piece by piece: give it input, then take output until it wants input again. It
 * serves both whoever reads and whoever is handed bytes as they come from a network.
 */
interface Expander extends Closeable {

  /** The stream does not keep to its format. */
  final class FormatException extends Exception {
    FormatException(String reason) {
      super(reason);
    }
  }

  /** The next piece of input; only when all of the piece before was used. */
  void give(byte[] bytes, int from, int length);

  /** Writes up to {@code length} bytes; 0 if it needs more input, or is at its end. */
  int take(byte[] into, int from, int length) throws FormatException;

  /** Whether the stream may end here: not inside a member or a frame. */
  boolean mayEnd();

  @Override
  void close();
}
