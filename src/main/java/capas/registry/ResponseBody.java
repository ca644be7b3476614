package capas.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer, to be read by one thread. It is the stream of the JDK's client with two
 * promises more: no read waits longer than {@code stalled}, and no more than {@link #AHEAD} packets
 * (of {@link #PACKET} bytes each) lie in memory unread.
 */
final class ResponseBody extends InputStream implements BodySubscriber<ResponseBody> {

  /** A body came to a stop. */
  static final class Stalled extends IOException {
    Stalled(Duration waited) {
      super("no bytes for " + waited.toSeconds() + " s");
    }
  }

  /** What the JDK's client reads at once, in bytes, if nobody said otherwise. */
  static final String PACKET_PROPERTY = "jdk.httpclient.bufsize";

  static final int PACKET = 256 << 10;

  private static final int AHEAD = 4;
  private static final Packet END = new Packet(List.of(), null);

  private record Packet(List<ByteBuffer> buffers, Throwable failure) {}

  private final Duration stalled;
  private final BlockingQueue<Packet> arrived = new LinkedBlockingQueue<>();
  private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
  private List<ByteBuffer> buffers = List.of();
  private int next;
  private boolean ended;
  private volatile boolean closed;

  ResponseBody(Duration stalled) {
    this.stalled = stalled;
  }

  @Override
  public CompletionStage<ResponseBody> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Subscription source) {
    subscription.complete(source);
    if (closed) {
      source.cancel();
    } else {
      source.request(AHEAD);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> item) {
    arrived.add(new Packet(item, null));
  }

  @Override
  public void onError(Throwable failure) {
    arrived.add(new Packet(List.of(), failure));
  }

  @Override
  public void onComplete() {
    arrived.add(END);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    ByteBuffer from = current();
    if (from == null) {
      return -1;
    }
    int count = Math.min(length, from.remaining());
    from.get(into, offset, count);
    return count;
  }

  private ByteBuffer current() throws IOException {
    while (!ended) {
      while (next < buffers.size()) {
        if (buffers.get(next).hasRemaining()) {
          return buffers.get(next);
        }
        next++;
      }
      take();
    }
    return null;
  }

  private void take() throws IOException {
    Packet packet;
    try {
      packet = arrived.poll(stalled.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    if (packet == null) {
      close();
      throw new Stalled(stalled);
    }
    if (packet.failure() != null) {
      ended = true;
      throw new IOException(packet.failure());
    }
    ended = packet == END;
    buffers = packet.buffers();
    next = 0;
    if (!ended) {
      subscription.join().request(1);
    }
  }

  /** Leaves the rest of the body, and the connection with it. */
  @Override
  public void close() {
    closed = true;
    if (!ended) {
      ended = true;
      subscription.thenAccept(Subscription::cancel);
    }
  }
}
