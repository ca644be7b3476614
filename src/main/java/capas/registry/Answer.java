package capas.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The answer to one request, got by a thread of its own: whoever waits for it, or reads it, can be
 * interrupted, which a thread that listens to a socket cannot. What nobody reads any more ends with
 * the connection's own patience at the latest.
 */
final class Answer {

  /**
   * What comes before the body.
   *
   * @param length of the body in bytes, negative if nobody says so
   * @param headers in the order in which they came; the case of their names does not matter
   */
  record Head(int status, long length, Map<String, List<String>> headers) {

    List<String> all(String name) {
      return headers.getOrDefault(name, List.of());
    }
  }

  private final HttpURLConnection connection;
  private final byte[] form;
  private final CompletableFuture<Head> head = new CompletableFuture<>();
  private final ResponseBody body;

  private Answer(HttpURLConnection connection, byte[] form, Duration stalled) {
    this.connection = connection;
    this.form = form;
    this.body = new ResponseBody(stalled);
  }

  /**
   * Sends the request, and does not wait.
   *
   * @param form what is sent with it; nothing if it is empty
   * @param stalled the longest wait for the next bytes of the body
   */
  static Answer to(HttpURLConnection connection, byte[] form, Duration stalled) {
    Answer answer = new Answer(connection, form, stalled);
    Thread.ofPlatform().daemon().name("answer").start(answer::listen);
    return answer;
  }

  /**
   * Waits for the head.
   *
   * @throws TimeoutException if it does not come
   * @throws ExecutionException if there is none, of which the cause tells why
   */
  Head head(Duration longest) throws InterruptedException, TimeoutException, ExecutionException {
    try {
      return head.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | TimeoutException e) {
      body.close();
      // Once the body has begun this would wait for the thread that listens, which ends by itself.
      if (head.cancel(false)) {
        hangUp();
      }
      throw e;
    }
  }

  ResponseBody body() {
    return body;
  }

  private void listen() {
    boolean whole = false;
    try {
      connection.connect();
      if (form.length > 0) {
        try (OutputStream out = connection.getOutputStream()) {
          out.write(form);
        }
      }
      if (head.isCancelled()) {
        return;
      }
      int status = connection.getResponseCode();
      if (status < 0) {
        throw new IOException("no HTTP");
      }
      InputStream bytes = status < 400 ? connection.getInputStream() : connection.getErrorStream();
      Head here = new Head(status, connection.getContentLengthLong(), headers());
      if (head.complete(here)) {
        try (InputStream network = bytes == null ? InputStream.nullInputStream() : bytes) {
          whole = body.fill(network, bytes == null ? 0 : here.length());
        }
      }
    } catch (IOException e) {
      head.completeExceptionally(e);
      body.fail(e);
    } catch (InterruptedException | RuntimeException | Error e) {
      head.completeExceptionally(e);
      body.fail(new IOException(e));
    } finally {
      if (!whole) {
        hangUp();
      }
    }
  }

  /** The JDK's own may not be called by two threads at once. */
  private synchronized void hangUp() {
    connection.disconnect();
  }

  /** In the order in which they came; the JDK's own map turns it around. */
  private Map<String, List<String>> headers() {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 1; connection.getHeaderFieldKey(i) != null; i++) {
      headers
          .computeIfAbsent(connection.getHeaderFieldKey(i), any -> new ArrayList<>())
          .add(connection.getHeaderField(i));
    }
    return headers;
  }
}
