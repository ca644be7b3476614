package capas.registry;

import capas.blob.DiffId;
import capas.blob.Digest;
import capas.words.CapasException;
import capas.words.Phrases;
import capas.words.Spoken;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A pull or a registry that did not work, and why. What was verified before stays on disk. */
public abstract sealed class RegistryException extends CapasException {

  private RegistryException(String key, Object... facts) {
    super(key, facts);
  }

  /** A fact that lies in the phrases of this package. */
  static Spoken said(String key, Object... facts) {
    return language -> Phrases.of(RegistryException.class, language).say(key, facts);
  }

  /** A list as it is read aloud, or the word for "none". */
  private static Spoken list(List<?> words) {
    return words.isEmpty()
        ? said("nothing")
        : language -> String.join(", ", words.stream().map(Object::toString).toList());
  }

  /** The name of the host stands for no address. */
  public static final class UnknownHost extends RegistryException {
    UnknownHost(String host) {
      super("unknown-host", host);
    }
  }

  /** Nobody listens there, or the way there is closed. */
  public static final class NoConnection extends RegistryException {
    NoConnection(Origin origin, String system) {
      super("no-connection", origin, origin.port(), system);
    }
  }

  /** No connection, or no answer, in time. */
  public static final class NoAnswer extends RegistryException {
    NoAnswer(Origin origin, Duration waited) {
      super("no-answer", origin, waited.toSeconds());
    }
  }

  /** The connection ended again and again before the answer did. */
  public static final class ConnectionCut extends RegistryException {
    ConnectionCut(Origin origin, String system) {
      super("connection-cut", origin, system);
    }
  }

  /** The server did not prove who it is. */
  public static final class TlsFailed extends RegistryException {
    private final boolean plainHttp;

    TlsFailed(Origin origin, boolean plainHttp, String reason, String system) {
      super("tls-failed", origin, said(reason), system);
      this.plainHttp = plainHttp;
    }

    /** Whether the server speaks no TLS at all. */
    boolean isPlainHttp() {
      return plainHttp;
    }
  }

  /** Another program removes the layers of the image from the place to which it is pulled. */
  public static final class LayersVanish extends RegistryException {
    LayersVanish(String place) {
      super("layers-vanish", place);
    }
  }

  /** Something answers there, but it is no registry. */
  public static final class NotARegistry extends RegistryException {
    private final int status;

    NotARegistry(Origin origin, int status) {
      super("not-a-registry", origin, status);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /** The repository is there, the tag is not. */
  public static final class UnknownTag extends RegistryException {
    UnknownTag(String repository, String tag, List<String> tags, boolean more) {
      super("unknown-tag", repository, tag, more ? andMore(tags) : list(tags));
    }

    private static Spoken andMore(List<String> tags) {
      return said("and-more", String.join(", ", tags));
    }
  }

  /** The registry has no such repository, or does not tell us of it. */
  public static final class UnknownRepository extends RegistryException {
    UnknownRepository(String repository, Origin origin) {
      super("unknown-repository", repository, origin);
    }
  }

  /** The registry has no bytes of this digest in the repository. */
  public static final class UnknownDigest extends RegistryException {
    UnknownDigest(String repository, Digest digest) {
      super("unknown-digest", repository, digest.text());
    }
  }

  /** A layer that the registry may not hand out. */
  public static final class ForeignLayer extends RegistryException {
    ForeignLayer(Digest digest, List<String> urls) {
      super("foreign-layer", digest, list(urls.stream().limit(3).map(Curl::printable).toList()));
    }
  }

  /** What lies inside a layer is not what the configuration says. */
  public static final class OtherDiffId extends RegistryException {
    OtherDiffId(Digest layer, DiffId expected, DiffId actual) {
      super("other-diff-id", layer, expected.text(), actual.text());
    }
  }

  /** The registry wants to know who asks, and no credentials were found. */
  public static final class CredentialsNeeded extends RegistryException {
    CredentialsNeeded(String registry, String repository) {
      super("credentials-needed", registry, repository);
    }
  }

  /** The registry does not accept these credentials. */
  public static final class WrongPassword extends RegistryException {
    WrongPassword(String registry, String user, String source) {
      super("wrong-password", registry, user, source);
    }
  }

  /** Credentials would have gone over the network unencrypted, or to somebody else. */
  public static final class CredentialsWithheld extends RegistryException {
    CredentialsWithheld(Origin origin, String registry) {
      super("credentials-withheld", origin, registry);
    }
  }

  /** A token service that cannot be used. */
  public static final class TokenRefused extends RegistryException {
    TokenRefused(String service, Spoken reason) {
      super("token-refused", service, reason);
    }
  }

  /** The program that keeps the passwords did not give one. */
  public static final class CredentialHelperFailed extends RegistryException {
    CredentialHelperFailed(String program, String registry, Spoken reason) {
      super("credential-helper-failed", program, registry, reason);
    }
  }

  /** Too many requests: 429. */
  public static final class RateLimited extends RegistryException {
    RateLimited(Origin origin, Spoken until) {
      super("rate-limited", origin, until);
    }
  }

  /** The server failed, or answered with something that the specification does not know. */
  public static final class UnexpectedAnswer extends RegistryException {
    UnexpectedAnswer(String address, int status, String message) {
      super("unexpected-answer", address, status, message.isBlank() ? said("nothing") : message);
    }
  }

  /** The registry sends us somewhere where we do not go. */
  public static final class DangerousRedirect extends RegistryException {
    DangerousRedirect(Origin from, String to, Spoken reason) {
      super("dangerous-redirect", from, to, reason);
    }
  }

  /** A manifest, or another answer that is read whole, is larger than what we read. */
  public static final class AnswerTooLarge extends RegistryException {
    AnswerTooLarge(String address, long most) {
      super("answer-too-large", address, most);
    }
  }

  /** The bytes of a manifest do not have the digest under which they were asked for or sent. */
  public static final class OtherManifest extends RegistryException {
    OtherManifest(String reference, Digest expected, Digest actual) {
      super("other-manifest", reference, expected.text(), actual.text());
    }
  }

  /** {@code blocked = true} in registries.conf. */
  public static final class Blocked extends RegistryException {
    Blocked(String reference, String prefix, Path file) {
      super("blocked", reference, prefix, file);
    }
  }

  /** A short name that nothing resolves. */
  public static final class ShortNameUnknown extends RegistryException {
    ShortNameUnknown(String name, Path file) {
      super("short-name-unknown", name, file);
    }
  }

  /** A short name that may be several images, where {@code short-name-mode} forbids to choose. */
  public static final class ShortNameAmbiguous extends RegistryException {
    ShortNameAmbiguous(String name, List<?> candidates, Path file) {
      super("short-name-ambiguous", name, list(candidates), file);
    }
  }

  /** None of the places where the image may lie has it. */
  public static final class NowhereFound extends RegistryException {
    NowhereFound(String name, List<String> tried) {
      super("nowhere-found", name, String.join("\n         ", tried));
    }
  }

  /** A configuration file that cannot be read. */
  public static final class BrokenConfiguration extends RegistryException {
    BrokenConfiguration(Path file, String reason) {
      super("broken-configuration", file, Curl.printable(reason));
    }
  }

  /** The pull was interrupted. */
  public static final class Stopped extends RegistryException {
    Stopped() {
      super("stopped");
    }
  }

  /** The built-in registry found its port taken. */
  public static final class PortTaken extends RegistryException {
    PortTaken(int port, String system) {
      super("port-taken", port, system);
    }
  }

  /** Only a folder can be served. */
  public static final class NotServable extends RegistryException {
    NotServable(Path archive) {
      super("not-servable", archive);
    }
  }
}
