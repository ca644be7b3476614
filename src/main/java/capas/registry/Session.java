package capas.registry;

import capas.registry.Exchange.Purpose;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The talk with one registry about one repository: who we are, and what we may read. */
final class Session {

  private static final int MOST_TEXT = 1 << 20;

  private final Place place;
  private final RegistryHttp http;
  private final PullListener listener;
  private final Login login;
  private URI base;

  Session(Place place, RegistryHttp http, CredentialFiles credentials, PullListener listener) {
    this.place = place;
    this.http = http;
    this.listener = listener;
    this.login = new Login(place, http, credentials, listener);
    this.base = place.base(place.mayBePlain() ? "http" : "https");
  }

  Place place() {
    return place;
  }

  PullListener listener() {
    return listener;
  }

  Attempts attempts(String what) {
    return new Attempts(http.patience(), what, listener);
  }

  /**
   * Asks whether this is a registry. Stands for {@code curl -i https://HOST/v2/}.
   *
   * @return whether it wants a token or a password before it shows anything
   */
  boolean ping() {
    return attempts(base.toString())
        .until(() -> {
          try {
            return ping(base);
          } catch (TransientFailure | RegistryException.NotARegistry failure) {
            Optional<Boolean> encrypted =
                base.getScheme().equals("http") && mayBeOfTls(failure)
                    ? pingEncrypted()
                    : Optional.empty();
            if (encrypted.isPresent()) {
              return encrypted.get();
            }
            throw failure;
          }
        });
  }

  /** A TLS server that hears plain HTTP says 400, or hangs up. */
  private static boolean mayBeOfTls(Exception failure) {
    return failure instanceof RegistryException.NotARegistry not && not.status() == 400
        || failure instanceof TransientFailure cut && cut.reason() == PullEvent.Reason.CUT;
  }

  /** Empty if it is no TLS server either; then the first failure is the one to tell. */
  private Optional<Boolean> pingEncrypted() {
    URI encrypted = place.base("https");
    try {
      boolean wantsLogin = ping(encrypted);
      base = encrypted;
      return Optional.of(wantsLogin);
    } catch (RegistryException.TlsFailed failure) {
      if (failure.isPlainHttp()) {
        return Optional.empty();
      }
      throw failure;
    } catch (TransientFailure failure) {
      return Optional.empty();
    }
  }

  private boolean ping(URI root) throws TransientFailure {
    try (Reply reply = http.send(Ask.get(Purpose.PING, root))) {
      byte[] body = reply.bytes(MOST_TEXT);
      return switch (reply.status()) {
        case 200 -> false;
        case 401 -> {
          if (reply.isAfterRedirect() || reply.challenges().isEmpty()) {
            throw new RegistryException.NotARegistry(Origin.of(root), reply.status());
          }
          login.asked(root, reply.challenges());
          yield true;
        }
        default -> {
          failIfBusy(reply, body);
          throw new RegistryException.NotARegistry(Origin.of(root), reply.status());
        }
      };
    }
  }

  /** Gets what the registry wanted to see: a token, or the password it takes with each request. */
  void logIn() {
    attempts(place.registry())
        .until(() -> {
          login.renew(Optional.empty());
          return true;
        });
  }

  /**
   * The answer of {@code /v2/REPOSITORY/PATH}, once; its status is 200, 206, 404 or 416. If the
   * registry wants another token it gets one, once.
   */
  Reply once(Purpose purpose, String path, String header, String value) throws TransientFailure {
    Ask ask = Ask.get(purpose, base.resolve(place.repository() + "/" + path));
    Ask asked = value.isEmpty() ? ask : ask.with(header, value);
    Optional<Authorization> used = login.authorization();
    Reply first = http.send(asked.with(used));
    if (first.status() != 401 || first.isAfterRedirect()) {
      return checked(first);
    }
    try (first) {
      first.bytes(MOST_TEXT);
      login.asked(base, first.challenges());
    }
    login.renew(used);
    return checked(http.send(asked.with(login.authorization())));
  }

  private Reply checked(Reply reply) throws TransientFailure {
    switch (reply.status()) {
      case 200, 206, 404, 416 -> {
        return reply;
      }
      default -> {
        try (reply) {
          byte[] body = reply.bytes(MOST_TEXT);
          failIfBusy(reply, body);
          if ((reply.status() == 401 || reply.status() == 403) && !reply.isAfterRedirect()) {
            throw login.notAccepted();
          }
          throw unexpected(reply, body);
        }
      }
    }
  }

  static RegistryException unexpected(Reply reply, byte[] body) {
    return new RegistryException.UnexpectedAnswer(
        Origin.of(reply.address()).toString(), reply.status(), RegistryJson.error(body));
  }

  /** Throws if the server asks to come back later. */
  static void failIfBusy(Reply reply, byte[] body) throws TransientFailure {
    Optional<Duration> after = reply.header("Retry-After").flatMap(Session::duration);
    Origin origin = Origin.of(reply.address());
    if (reply.status() == 429) {
      throw new TransientFailure(
          PullEvent.Reason.TOO_MANY_REQUESTS,
          after,
          new RegistryException.RateLimited(
              origin,
              after.isPresent()
                  ? RegistryException.said("after-seconds", after.get().toSeconds())
                  : RegistryException.said("after-some-time")));
    }
    if (reply.status() == 408 || reply.status() >= 500) {
      throw new TransientFailure(PullEvent.Reason.SERVER_ERROR, after, unexpected(reply, body));
    }
  }

  /** Seconds, or a date: RFC 9110, section 10.2.3. */
  static Optional<Duration> duration(String retryAfter) {
    try {
      long seconds = retryAfter.matches("\\d{1,9}") ? Long.parseLong(retryAfter) : -1;
      if (seconds >= 0) {
        return Optional.of(Duration.ofSeconds(seconds));
      }
      Instant when =
          ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(Instant.now(), when);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
