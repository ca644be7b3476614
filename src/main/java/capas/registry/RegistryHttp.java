package capas.registry;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Sends requests and writes the conversation down. Redirects are followed by hand, so that each is
 * seen, checked, and asked without secrets.
 */
final class RegistryHttp implements AutoCloseable {

  private static final int MOST_REDIRECTS = 5;
  private static final Duration ENDING = Duration.ofSeconds(1);

  static {
    // Read once, when the JDK's client is loaded: its own 16 KiB cost a third of a pull's time.
    if (System.getProperty(ResponseBody.PACKET_PROPERTY) == null) {
      System.setProperty(ResponseBody.PACKET_PROPERTY, Integer.toString(ResponseBody.PACKET));
    }
  }

  private final Settings settings;
  private final Patience patience;
  private final Certificates certificates;
  private final Recorder recorder;
  private final Map<String, HttpClient> clientOfScheme = new HashMap<>();

  RegistryHttp(Settings settings, Patience patience, Certificates certificates, Recorder recorder) {
    this.settings = settings;
    this.patience = patience;
    this.certificates = certificates;
    this.recorder = recorder;
  }

  private synchronized HttpClient client(String scheme) {
    return clientOfScheme.computeIfAbsent(scheme, this::newClient);
  }

  private HttpClient newClient(String scheme) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            // One connection for each layer: with HTTP/2 they would share one, and one window.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience.connecting());
    EnvironmentProxy.of(settings.environment()).ifPresent(builder::proxy);
    if (scheme.equals("https")) {
      certificates.context().ifPresent(builder::sslContext);
    } else {
      builder.sslContext(WithoutTls.context());
    }
    return builder.build();
  }

  Patience patience() {
    return patience;
  }

  /**
   * Sends this request, and follows where it leads. The secret goes with the first request only.
   *
   * @throws TransientFailure if there was no answer and there may be one the next time
   */
  Reply send(Ask ask) throws TransientFailure {
    URI address = ask.address();
    for (int hop = 0; ; hop++) {
      Reply reply = one(ask, address, hop);
      if (!isRedirect(reply) || !ask.form().isEmpty()) {
        return reply;
      }
      URI next;
      try (reply) {
        next = target(reply, address);
      }
      if (hop == MOST_REDIRECTS) {
        throw new RegistryException.DangerousRedirect(
            Origin.of(ask.address()),
            Curl.shown(next, ask.address()),
            RegistryException.said("redirect.circle", MOST_REDIRECTS));
      }
      URI from = address;
      SafeAddress.refuses(from, next)
          .ifPresent(reason -> {
            throw new RegistryException.DangerousRedirect(
                Origin.of(from), Curl.shown(next, ask.address()), reason);
          });
      address = next;
    }
  }

  private static boolean isRedirect(Reply reply) {
    return switch (reply.status()) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  private static URI target(Reply reply, URI address) {
    String location = reply.header("Location").orElse("");
    try {
      URI target = address.resolve(location);
      if (!location.isEmpty()) {
        return target;
      }
    } catch (IllegalArgumentException unreadable) {
      // Said below, like an empty one.
    }
    throw new RegistryException.DangerousRedirect(
        Origin.of(address), Curl.printable(location), RegistryException.said("redirect.host"));
  }

  private Reply one(Ask ask, URI address, int hop) throws TransientFailure {
    boolean authorized = hop == 0 && ask.authorization().isPresent();
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    ask.headers().forEach(request::header);
    request.setHeader("User-Agent", "capas");
    if (authorized) {
      request.setHeader("Authorization", ask.authorization().orElseThrow().header());
    }
    if (!ask.form().isEmpty()) {
      request.header("Content-Type", "application/x-www-form-urlencoded");
    }
    request.method(ask.method(), body(ask));
    Recorder.Open open = recorder.begin(ask, address, authorized);
    CompletableFuture<HttpResponse<ResponseBody>> answer =
        client(address.getScheme())
            .sendAsync(request.build(), info -> new ResponseBody(patience.stalled()));
    try {
      HttpResponse<ResponseBody> response =
          answer.get(patience.answering().toMillis(), TimeUnit.MILLISECONDS);
      open.answered(response.statusCode(), response.headers());
      return new Reply(open, response, address, hop > 0);
    } catch (InterruptedException e) {
      answer.cancel(true);
      open.ended(0, Optional.of("interrupted"));
      Thread.currentThread().interrupt();
      throw new RegistryException.Stopped();
    } catch (TimeoutException e) {
      answer.cancel(true);
      open.ended(0, Optional.of("no answer in " + patience.answering().toSeconds() + " s"));
      throw new TransientFailure(
          PullEvent.Reason.SILENCE,
          new RegistryException.NoAnswer(Origin.of(address), patience.answering()));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      open.ended(0, Optional.of(Failures.words(cause)));
      throw Failures.ofConnecting(cause, Origin.of(address), patience);
    }
  }

  private static HttpRequest.BodyPublisher body(Ask ask) {
    if (ask.form().isEmpty()) {
      return BodyPublishers.noBody();
    }
    return BodyPublishers.ofString(
        ask.form().entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&")));
  }

  static String encode(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8);
  }

  /** Breaks off whatever still runs. */
  @Override
  public synchronized void close() {
    clientOfScheme.values().forEach(HttpClient::shutdownNow);
    try {
      for (HttpClient client : clientOfScheme.values()) {
        // A process that ends while the client's thread still listens waits 0.3 s for it.
        client.awaitTermination(ENDING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
