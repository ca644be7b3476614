package capas.notebook;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The five sockets of the Jupyter protocol. One thread, in {@link #listen}, owns the four that
 * receive, because a ZeroMQ socket belongs to one thread; whoever answers leaves the answer in a
 * queue and rings. So a busy cell never keeps a heartbeat or a question from being answered.
 *
 * @see <a href="https://jupyter-client.readthedocs.io/en/stable/messaging.html">Jupyter:
 *     Messaging</a>
 */
final class Wire {

  /** A socket on which clients ask. */
  enum Channel {
    CONTROL,
    SHELL,
    STDIN
  }

  /** Hears each message in the listening thread, and must not keep it long. */
  interface Listener {
    void heard(Channel channel, Message message);
  }

  private record Outgoing(Channel channel, List<byte[]> frames) {}

  static final String PROTOCOL_VERSION = "5.3";
  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);

  /** Kept from before the cells' output took its place. */
  private static final PrintStream SERVER_LOG = System.err;

  private static final String BELL = "inproc://bell";

  private final String session = UUID.randomUUID().toString();
  private final BlockingQueue<Outgoing> outgoing = new LinkedBlockingQueue<>();
  private final Signature signature;
  private final ZContext context = new ZContext(1);
  private final ZMQ.Socket published;
  private final ZMQ.Socket heartbeat;
  private final List<ZMQ.Socket> channels;
  private final ZMQ.Socket ringing;
  private final ZMQ.Socket bell;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean closing;

  Wire(ConnectionFile file) {
    signature = new Signature(file.key());
    published = context.createSocket(SocketType.PUB);
    // By default ZeroMQ drops what a slow client has not read yet: students would miss lines.
    published.setSndHWM(0);
    bind(published, file.address("iopub"));
    heartbeat = bind(context.createSocket(SocketType.REP), file.address("hb"));
    channels =
        List.of(
            bind(context.createSocket(SocketType.ROUTER), file.address("control")),
            bind(context.createSocket(SocketType.ROUTER), file.address("shell")),
            bind(context.createSocket(SocketType.ROUTER), file.address("stdin")));
    ringing = bind(context.createSocket(SocketType.PAIR), BELL);
    bell = context.createSocket(SocketType.PAIR);
    bell.connect(BELL);
  }

  private static ZMQ.Socket bind(ZMQ.Socket socket, String address) {
    socket.setLinger(500);
    socket.bind(address);
    return socket;
  }

  /** Listens until {@link #close}, then sends what is left and closes the sockets. */
  void listen(Listener listener) {
    listenUntilClosing(listener);
    synchronized (context) {
      context.close();
    }
    closed.countDown();
  }

  private void listenUntilClosing(Listener listener) {
    try (ZMQ.Poller poller = context.createPoller(channels.size() + 2)) {
      poller.register(ringing, ZMQ.Poller.POLLIN);
      poller.register(heartbeat, ZMQ.Poller.POLLIN);
      channels.forEach(channel -> poller.register(channel, ZMQ.Poller.POLLIN));
      while (!(closing && outgoing.isEmpty()) && poller.poll(-1) >= 0) {
        while (ringing.recv(ZMQ.DONTWAIT) != null) {
          // Each ring says only that the queue has something.
        }
        for (byte[] beat; (beat = heartbeat.recv(ZMQ.DONTWAIT)) != null; ) {
          heartbeat.send(beat);
        }
        for (Channel channel : Channel.values()) {
          for (Message message; (message = receive(channels.get(channel.ordinal()))) != null; ) {
            hand(listener, channel, message);
          }
        }
        for (Outgoing next; (next = outgoing.poll()) != null; ) {
          send(channels.get(next.channel().ordinal()), next.frames());
        }
      }
    }
  }

  /** A message that nobody understands must not make the notebook deaf to the next one. */
  private static void hand(Listener listener, Channel channel, Message message) {
    try {
      listener.heard(channel, message);
    } catch (RuntimeException e) {
      e.printStackTrace(SERVER_LOG);
    }
  }

  /** The next message whose signature is right; null when there is none. */
  private Message receive(ZMQ.Socket socket) {
    for (byte[] frame; (frame = socket.recv(ZMQ.DONTWAIT)) != null; ) {
      List<byte[]> frames = new ArrayList<>(List.of(frame));
      while (socket.hasReceiveMore()) {
        frames.add(socket.recv());
      }
      Message message = read(frames);
      if (message != null) {
        return message;
      }
    }
    return null;
  }

  private Message read(List<byte[]> frames) {
    int delimiter = 0;
    while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) {
      delimiter++;
    }
    if (frames.size() < delimiter + 6) {
      return null;
    }
    List<byte[]> parts = frames.subList(delimiter + 2, delimiter + 6);
    if (!signature.isOf(parts, frames.get(delimiter + 1))) {
      return null;
    }
    try {
      List<byte[]> senders = List.copyOf(frames.subList(0, delimiter));
      return new Message(senders, json(parts, 0), json(parts, 3));
    } catch (JsonParseException | IllegalStateException e) {
      e.printStackTrace(SERVER_LOG);
      return null;
    }
  }

  private static JsonObject json(List<byte[]> parts, int index) {
    String text = new String(parts.get(index), StandardCharsets.UTF_8);
    return JsonParser.parseString(text).getAsJsonObject();
  }

  /** Sends to the one who asked. */
  void answer(Channel channel, Message request, String type, JsonObject content) {
    List<byte[]> frames = new ArrayList<>(request.senders());
    frames.addAll(frames(request.header(), type, content));
    outgoing.add(new Outgoing(channel, frames));
    ring();
  }

  private void ring() {
    synchronized (context) {
      if (!context.isClosed()) {
        bell.send(new byte[0], ZMQ.DONTWAIT);
      }
    }
  }

  /**
   * Sends to every client, at once and in the order of the calls.
   *
   * @param parent the header of the request that this belongs to, or null
   * @return bytes sent
   */
  int publish(JsonObject parent, String type, JsonObject content) {
    List<byte[]> frames = new ArrayList<>();
    frames.add(type.getBytes(StandardCharsets.US_ASCII));
    frames.addAll(frames(parent, type, content));
    synchronized (context) {
      if (!context.isClosed()) {
        send(published, frames);
      }
    }
    return frames.stream().mapToInt(frame -> frame.length).sum();
  }

  private List<byte[]> frames(JsonObject parent, String type, JsonObject content) {
    JsonObject header =
        Fields.of(
            "msg_id",
            UUID.randomUUID(),
            "session",
            session,
            "username",
            "capas",
            "date",
            Instant.now().truncatedTo(ChronoUnit.MICROS),
            "msg_type",
            type,
            "version",
            PROTOCOL_VERSION);
    List<byte[]> parts = new ArrayList<>();
    for (JsonObject part :
        List.of(header, parent == null ? Fields.of() : parent, Fields.of(), content)) {
      parts.add(part.toString().getBytes(StandardCharsets.UTF_8));
    }
    parts.add(0, DELIMITER);
    parts.add(1, signature.of(parts.subList(1, 5)).getBytes(StandardCharsets.US_ASCII));
    return parts;
  }

  private static void send(ZMQ.Socket socket, List<byte[]> frames) {
    for (byte[] frame : frames.subList(0, frames.size() - 1)) {
      socket.sendMore(frame);
    }
    socket.send(frames.getLast());
  }

  /**
   * Waits until what was said has left this process, but not for a client that reads nothing. With
   * sockets left open the JVM would wait for their threads, a third of a second at each restart.
   */
  void close() throws InterruptedException {
    closing = true;
    ring();
    closed.await(1, TimeUnit.SECONDS);
  }
}
