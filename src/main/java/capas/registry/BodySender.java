package capas.registry;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Sends a blob, whole or from where the client has none yet, with the faults that are on. */
final class BodySender {

  private static final int PIECE = 64 << 10;

  private final Faults faults;

  BodySender(Faults faults) {
    this.faults = faults;
  }

  void send(HttpExchange request, Path file) throws IOException {
    try (FileChannel bytes = FileChannel.open(file)) {
      long size = bytes.size();
      String asked = request.getRequestHeaders().getFirst("Range");
      ByteRange range =
          asked == null || faults.isOn(Fault.IgnoresRange.class)
              ? ByteRange.whole(size)
              : ByteRange.parse(asked, size);
      request.getResponseHeaders().set("Accept-Ranges", "bytes");
      if (!range.isSatisfiable()) {
        request.getResponseHeaders().set("Content-Range", "bytes */" + size);
        request.sendResponseHeaders(416, -1);
        return;
      }
      if (!range.isWhole(size)) {
        request.getResponseHeaders().set("Content-Range", range.contentRange(size));
      }
      int status = range.isWhole(size) ? 200 : 206;
      if (request.getRequestMethod().equals("HEAD")) {
        request.getResponseHeaders().set("Content-Length", Long.toString(range.length()));
        request.sendResponseHeaders(status, -1);
        return;
      }
      request.sendResponseHeaders(status, range.length() == 0 ? -1 : range.length());
      bytes.position(range.first());
      copy(Channels.newInputStream(bytes), request.getResponseBody(), range, size);
    }
  }

  private void copy(InputStream from, OutputStream to, ByteRange range, long size)
      throws IOException {
    long rate = faults.find(Fault.Slow.class).map(Fault.Slow::bytesPerSecond).orElse(0L);
    long most = faults.find(Fault.CutAt.class).map(Fault.CutAt::bytes).orElse(Long.MAX_VALUE);
    long wrong =
        faults
            .find(Fault.WrongByte.class)
            .map(fault -> Math.min(fault.place(), size - 1) - range.first())
            .orElse(-1L);
    byte[] piece = new byte[rate > 0 ? Math.clamp(rate / 10, 1, PIECE) : PIECE];
    long sent = 0;
    while (sent < range.length()) {
      int wanted = (int) Math.min(Math.min(piece.length, range.length() - sent), most - sent);
      int count = wanted == 0 ? -1 : from.read(piece, 0, wanted);
      if (count < 0) {
        // The caller closes the exchange with bytes missing: the connection ends.
        to.flush();
        return;
      }
      if (wrong >= sent && wrong < sent + count) {
        piece[(int) (wrong - sent)] ^= 1;
      }
      to.write(piece, 0, count);
      sent += count;
      pause(rate, count, to);
    }
    to.close();
  }

  private static void pause(long rate, int count, OutputStream to) throws IOException {
    if (rate > 0) {
      to.flush();
      try {
        Thread.sleep(count * 1000L / rate);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }
}
