package capas.registry;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Lets requests into the built-in registry, and hands out its tokens. */
final class Doorman {

  static final Duration GOOD_FOR = Duration.ofSeconds(300);
  private static final int MOST_TOKENS = 10_000;

  private final Access access;
  private final String address;
  private final SecureRandom chance = new SecureRandom();
  private final Map<String, Long> endOfToken = new ConcurrentHashMap<>();

  /**
   * @param address host and port
   */
  Doorman(Access access, String address) {
    this.access = access;
    this.address = address;
  }

  /**
   * What {@code WWW-Authenticate} must say to this request; empty if it may come in.
   *
   * @param repository what it wants to read, empty for the ping
   */
  Optional<String> refuses(HttpExchange request, String repository, boolean always) {
    String said = authorization(request);
    return switch (access) {
      case Access.Open open when always -> Optional.of(bearer(repository));
      case Access.Open open -> Optional.empty();
      case Access.Password who when !always && isBasic(said, who.user(), who.password()) ->
          Optional.empty();
      case Access.Password who -> Optional.of("Basic realm=\"" + address + "\"");
      case Access.TokenForAnybody any -> byToken(said, repository, always);
      case Access.TokenForUser who -> byToken(said, repository, always);
    };
  }

  private Optional<String> byToken(String said, String repository, boolean always) {
    String token = said.startsWith("Bearer ") ? said.substring("Bearer ".length()) : "";
    Long end = endOfToken.get(token);
    boolean good = !always && end != null && System.nanoTime() - end < 0;
    return good ? Optional.empty() : Optional.of(bearer(repository));
  }

  private String bearer(String repository) {
    String scope = repository.isEmpty() ? "" : ",scope=\"repository:" + repository + ":pull\"";
    return "Bearer realm=\"http://" + address + "/token\",service=\"" + address + "\"" + scope;
  }

  /** A new token for whoever asks at {@code /token}; empty if the password is wrong. */
  Optional<String> token(HttpExchange request) {
    boolean welcome =
        switch (access) {
          case Access.Open open -> true;
          case Access.TokenForAnybody any -> true;
          case Access.Password who -> false;
          case Access.TokenForUser who ->
              isBasic(authorization(request), who.user(), who.password());
        };
    if (!welcome) {
      return Optional.empty();
    }
    byte[] secret = new byte[32];
    chance.nextBytes(secret);
    String token = HexFormat.of().formatHex(secret);
    long now = System.nanoTime();
    endOfToken.values().removeIf(end -> now - end >= 0);
    if (endOfToken.size() >= MOST_TOKENS) {
      endOfToken.clear();
    }
    endOfToken.put(token, now + GOOD_FOR.toNanos());
    return Optional.of(token);
  }

  private static String authorization(HttpExchange request) {
    String said = request.getRequestHeaders().getFirst("Authorization");
    return said == null ? "" : said;
  }

  private static boolean isBasic(String said, String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    String expected = "Basic " + Base64.getEncoder().encodeToString(both);
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
  }
}
