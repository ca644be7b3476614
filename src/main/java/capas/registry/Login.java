package capas.registry;

import capas.registry.Exchange.Purpose;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who we are for one repository. A registry says in {@code WWW-Authenticate} what it wants: a
 * password with each request ({@code Basic}), or a token that another service gives ({@code
 * Bearer}). Passwords are looked for only then, and go out only encrypted or to this computer.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">Token
 *     authentication</a>
 */
final class Login {

  private static final int MOST_TEXT = 1 << 20;

  private final Place place;
  private final RegistryHttp http;
  private final CredentialFiles files;
  private final PullListener listener;
  private URI base;
  private List<Challenge> challenges = List.of();
  private Optional<Credentials> found;
  private Optional<Authorization> authorization = Optional.empty();

  Login(Place place, RegistryHttp http, CredentialFiles files, PullListener listener) {
    this.place = place;
    this.http = http;
    this.files = files;
    this.listener = listener;
  }

  /** The registry at {@code base} wants this. */
  synchronized void asked(URI base, List<Challenge> challenges) {
    this.base = base;
    if (!challenges.isEmpty()) {
      this.challenges = challenges;
    }
  }

  synchronized Optional<Authorization> authorization() {
    return authorization;
  }

  /** Gets a new authorization, unless another thread has replaced {@code used} already. */
  synchronized void renew(Optional<Authorization> used) throws TransientFailure {
    if (!authorization.equals(used)) {
      return;
    }
    if (challenge(Challenge.BEARER).isPresent()) {
      authorization = Optional.of(token(challenge(Challenge.BEARER).get()));
    } else if (challenge(Challenge.BASIC).isPresent() && used.isEmpty()) {
      Credentials known = credentials().orElseThrow(this::notAccepted);
      checkMayGoTo(base);
      authorization = Optional.of(known.basic());
    } else {
      throw notAccepted();
    }
  }

  private Optional<Challenge> challenge(String scheme) {
    return challenges.stream().filter(one -> one.scheme().equals(scheme)).findFirst();
  }

  private Optional<Credentials> credentials() {
    if (found == null) {
      found = files.find(place.registry(), place.repository());
    }
    return found;
  }

  /** What to say when the registry does not let us in. */
  synchronized RegistryException notAccepted() {
    return credentials()
        .<RegistryException>map(known ->
            new RegistryException.WrongPassword(place.registry(), known.user(), known.source()))
        .orElseGet(
            () -> new RegistryException.CredentialsNeeded(place.registry(), place.repository()));
  }

  private void checkMayGoTo(URI address) {
    if (!Origin.of(address).isEncrypted() && !SafeAddress.isLoopback(address.getHost())) {
      throw new RegistryException.CredentialsWithheld(Origin.of(address), place.registry());
    }
  }

  private Authorization token(Challenge challenge) throws TransientFailure {
    URI realm = realm(challenge);
    Map<String, String> query = new LinkedHashMap<>();
    challenge.parameter("service").ifPresent(service -> query.put("service", service));
    query.put("scope", "repository:" + place.repository() + ":pull");
    Optional<Credentials> known = credentials();
    if (known.isPresent()) {
      checkMayGoTo(realm);
      if (!Origin.isOne(realm, base)) {
        listener.on(
            new PullEvent.CredentialsGoElsewhere(
                Origin.of(base).toString(), Origin.of(realm).toString()));
      }
    }
    try (Reply reply = http.send(question(realm, query, known))) {
      byte[] body = reply.bytes(MOST_TEXT);
      Session.failIfBusy(reply, body);
      if (reply.status() == 400 || reply.status() == 401 || reply.status() == 403) {
        throw notAccepted();
      }
      if (reply.status() != 200) {
        throw Session.unexpected(reply, body);
      }
      return RegistryJson.token(body)
          .map(token -> new Authorization.Bearer(token.text()))
          .orElseThrow(() -> refused(realm.toString(), "token.none"));
    }
  }

  private Ask question(URI realm, Map<String, String> query, Optional<Credentials> known) {
    Optional<String> identity = known.flatMap(Credentials::identityToken);
    if (identity.isPresent()) {
      Map<String, String> form = new LinkedHashMap<>(query);
      form.put("grant_type", "refresh_token");
      form.put("client_id", "capas");
      form.put("refresh_token", identity.get());
      return Ask.get(Purpose.TOKEN, realm).posting(form);
    }
    known.ifPresent(who -> query.put("account", who.user()));
    String more =
        query.entrySet().stream()
            .map(field -> field.getKey() + "=" + RegistryHttp.encode(field.getValue()))
            .collect(Collectors.joining("&"));
    String before = realm.getRawQuery() == null ? "?" : "&";
    return Ask.get(Purpose.TOKEN, URI.create(realm + before + more))
        .with(known.map(Credentials::basic));
  }

  private URI realm(Challenge challenge) {
    String text = challenge.parameter("realm").orElse("");
    URI realm;
    try {
      realm = base.resolve(text);
    } catch (IllegalArgumentException e) {
      throw refused(text, "redirect.host");
    }
    if (text.isEmpty() || realm.getRawFragment() != null) {
      throw refused(text, "redirect.host");
    }
    SafeAddress.refuses(base, realm)
        .ifPresent(reason -> {
          throw new RegistryException.TokenRefused(Curl.printable(text), reason);
        });
    return realm;
  }

  private static RegistryException refused(String service, String reason) {
    return new RegistryException.TokenRefused(
        Curl.printable(service), RegistryException.said(reason));
  }
}
