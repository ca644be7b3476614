package capas.blob;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;

/**
 * One zstd frame after another; those to be skipped give nothing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8878#section-3.1">RFC 8878, frames</a>
 */
final class ZstdExpander implements Expander {

  // The window is memory that the sender chooses: 2^27 bytes are what the zstd command allows.
  private static final int LARGEST_WINDOW_LOG = 27;
  private static final int PIECE = 64 << 10;

  private final ZstdDecompressCtx context = new ZstdDecompressCtx();
  // The library works on memory that the collector does not move.
  private final ByteBuffer input = ByteBuffer.allocateDirect(PIECE).limit(0);
  private final ByteBuffer output = ByteBuffer.allocateDirect(PIECE);
  private byte[] waiting = {};
  private int next;
  private int end;
  private boolean frameEnded = true;

  ZstdExpander() {
    context.setLongMax(LARGEST_WINDOW_LOG);
  }

  @Override
  public void give(byte[] bytes, int from, int length) {
    waiting = bytes;
    next = from;
    end = from + length;
  }

  @Override
  public int take(byte[] into, int from, int length) throws FormatException {
    while (true) {
      refill();
      if (!input.hasRemaining() && frameEnded) {
        return 0;
      }
      output.clear().limit(Math.min(length, PIECE));
      try {
        frameEnded = context.decompressDirectByteBufferStream(output, input);
      } catch (ZstdException e) {
        throw new FormatException(e.getMessage());
      }
      int count = output.flip().remaining();
      if (count > 0) {
        output.get(into, from, count);
        return count;
      }
      if (!input.hasRemaining() && next == end) {
        return 0;
      }
    }
  }

  private void refill() {
    if (!input.hasRemaining() && next < end) {
      int count = Math.min(PIECE, end - next);
      input.clear().put(waiting, next, count).flip();
      next += count;
    }
  }

  @Override
  public boolean mayEnd() {
    return frameEnded;
  }

  @Override
  public void close() {
    context.close();
  }
}
