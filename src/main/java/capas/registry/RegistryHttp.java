package capas.registry;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.HttpsURLConnection;

/**
 * Sends requests and writes the conversation down. Redirects are followed by hand, so that each is
 * seen, checked, and asked without secrets.
 */
final class RegistryHttp {

  private static final int MOST_REDIRECTS = 5;

  private final Settings settings;
  private final Patience patience;
  private final Certificates certificates;
  private final Recorder recorder;

  RegistryHttp(Settings settings, Patience patience, Certificates certificates, Recorder recorder) {
    this.settings = settings;
    this.patience = patience;
    this.certificates = certificates;
    this.recorder = recorder;
  }

  private HttpURLConnection connection(Ask ask, URI address, boolean authorized)
      throws IOException {
    Optional<Proxy> proxy = EnvironmentProxy.of(settings.environment(), address);
    URLConnection opened =
        proxy.isPresent()
            ? address.toURL().openConnection(proxy.get())
            : address.toURL().openConnection();
    HttpURLConnection connection = (HttpURLConnection) opened;
    if (connection instanceof HttpsURLConnection encrypted) {
      certificates.sockets().ifPresent(encrypted::setSSLSocketFactory);
    }
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout((int) patience.connecting().toMillis());
    connection.setReadTimeout((int) patience.answering().plus(patience.stalled()).toMillis());
    connection.setRequestMethod(ask.method());
    connection.setRequestProperty("User-Agent", "capas");
    connection.setRequestProperty("Accept", "*/*");
    ask.headers().forEach(connection::setRequestProperty);
    if (authorized) {
      connection.setRequestProperty("Authorization", ask.authorization().orElseThrow().header());
    }
    if (!ask.form().isEmpty()) {
      connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
      connection.setDoOutput(true);
    }
    return connection;
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
    Recorder.Open open = recorder.begin(ask, address, authorized);
    try {
      Answer answer =
          Answer.to(connection(ask, address, authorized), form(ask), patience.stalled());
      Answer.Head head = answer.head(patience.answering());
      open.answered(head);
      return new Reply(open, head, answer.body(), address, hop > 0);
    } catch (InterruptedException e) {
      open.ended(0, Optional.of("interrupted"));
      Thread.currentThread().interrupt();
      throw new RegistryException.Stopped();
    } catch (TimeoutException e) {
      open.ended(0, Optional.of("no answer in " + patience.answering().toSeconds() + " s"));
      throw new TransientFailure(
          PullEvent.Reason.SILENCE,
          new RegistryException.NoAnswer(Origin.of(address), patience.answering()));
    } catch (ExecutionException e) {
      throw refused(open, address, e.getCause());
    } catch (IOException e) {
      throw refused(open, address, e);
    }
  }

  private TransientFailure refused(Recorder.Open open, URI address, Throwable cause) {
    open.ended(0, Optional.of(Failures.words(cause)));
    return Failures.ofConnecting(cause, Origin.of(address), patience);
  }

  private static byte[] form(Ask ask) {
    return ask.form().entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"))
        .getBytes(StandardCharsets.UTF_8);
  }

  static String encode(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8);
  }
}
