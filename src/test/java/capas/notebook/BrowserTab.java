package capas.notebook;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a browser does with a notebook: it speaks to the server through a web socket. */
final class BrowserTab implements AutoCloseable {

  /** Everything that came back for one cell. */
  record Answer(String status, List<JsonObject> messages) {
    /** The contents of the messages of this type, in order. */
    List<JsonObject> of(String type) {
      return messages.stream()
          .filter(message -> message.get("msg_type").getAsString().equals(type))
          .map(message -> message.getAsJsonObject("content"))
          .toList();
    }

    String printed() {
      StringBuilder text = new StringBuilder();
      of("stream").forEach(stream -> text.append(stream.get("text").getAsString()));
      return text.toString();
    }

    String result() {
      return of("execute_result")
          .getFirst()
          .getAsJsonObject("data")
          .get("text/plain")
          .getAsString();
    }
  }

  private static final class Received implements WebSocket.Listener {
    private final BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        messages.add(JsonParser.parseString(text.toString()).getAsJsonObject());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }

  private final Received received;
  private final WebSocket socket;

  private BrowserTab(Received received, WebSocket socket) {
    this.received = received;
    this.socket = socket;
  }

  static BrowserTab open(HttpClient http, URI address) {
    Received received = new Received();
    WebSocket socket = http.newWebSocketBuilder().buildAsync(address, received).join();
    return new BrowserTab(received, socket);
  }

  /** Sends a cell and returns the id of the request. */
  String send(String code) {
    String id = UUID.randomUUID().toString();
    JsonObject header =
        Fields.of(
            "msg_id", id,
            "session", "tab",
            "username", "student",
            "msg_type", "execute_request",
            "version", "5.3");
    JsonObject content =
        Fields.of(
            "code", code,
            "silent", false,
            "store_history", true,
            "user_expressions", Fields.of(),
            "allow_stdin", true,
            "stop_on_error", true);
    JsonObject message =
        Fields.of(
            "channel",
            "shell",
            "header",
            header,
            "parent_header",
            Fields.of(),
            "metadata",
            Fields.of(),
            "content",
            content);
    socket.sendText(message.toString(), true).join();
    return id;
  }

  /** Waits until the cell of this request has begun to run. */
  void running(String request) throws InterruptedException, TimeoutException {
    while (!next(request).get("msg_type").getAsString().equals("execute_input")) {
      // Its status comes first.
    }
  }

  /** Gathers what comes back for this request until it is answered and idle. */
  Answer answer(String request) throws InterruptedException, TimeoutException {
    List<JsonObject> messages = new ArrayList<>();
    String status = null;
    boolean idle = false;
    while (status == null || !idle) {
      JsonObject message = next(request);
      messages.add(message);
      JsonObject content = message.getAsJsonObject("content");
      switch (message.get("msg_type").getAsString()) {
        case "execute_reply" -> status = content.get("status").getAsString();
        case "status" -> idle = content.get("execution_state").getAsString().equals("idle");
        default -> {}
      }
    }
    return new Answer(status, messages);
  }

  Answer run(String code) throws InterruptedException, TimeoutException {
    return answer(send(code));
  }

  private JsonObject next(String request) throws InterruptedException, TimeoutException {
    while (true) {
      JsonObject message = received.messages.poll(20, TimeUnit.SECONDS);
      if (message == null) {
        throw new TimeoutException("nothing came from the server");
      }
      JsonObject parent = message.getAsJsonObject("parent_header");
      if (parent.has("msg_id") && parent.get("msg_id").getAsString().equals(request)) {
        return message;
      }
    }
  }

  @Override
  public void close() {
    socket.abort();
  }
}
