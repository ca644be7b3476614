package capas.registry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Turns what the JDK throws into what a student can read. */
final class Failures {

  private static final String PLAIN_HTTP = "tls.plain-http";

  private Failures() {}

  /** What stopped a request before an answer: thrown at once, or given back to be tried again. */
  static TransientFailure ofConnecting(Throwable cause, Origin origin, Patience patience) {
    if (has(cause, UnknownHostException.class)) {
      throw new RegistryException.UnknownHost(origin.host());
    }
    if (has(cause, SocketTimeoutException.class)) {
      return new TransientFailure(
          PullEvent.Reason.SILENCE, new RegistryException.NoAnswer(origin, patience.connecting()));
    }
    if (has(cause, SSLException.class) && !isCut(cause)) {
      String reason = tlsReason(cause);
      throw new RegistryException.TlsFailed(
          origin, reason.equals(PLAIN_HTTP), reason, words(cause));
    }
    if (has(cause, ConnectException.class)) {
      return new TransientFailure(
          PullEvent.Reason.NO_CONNECTION, new RegistryException.NoConnection(origin, words(cause)));
    }
    return new TransientFailure(
        PullEvent.Reason.CUT, new RegistryException.ConnectionCut(origin, words(cause)));
  }

  /** What broke a body off. */
  static TransientFailure ofBody(IOException cause, Origin origin) {
    if (Thread.currentThread().isInterrupted()) {
      throw new RegistryException.Stopped();
    }
    PullEvent.Reason reason =
        cause instanceof ResponseBody.Stalled ? PullEvent.Reason.SILENCE : PullEvent.Reason.CUT;
    return new TransientFailure(reason, new RegistryException.ConnectionCut(origin, words(cause)));
  }

  private static boolean isCut(Throwable cause) {
    String words = words(cause).toLowerCase(Locale.ROOT);
    return words.contains("reset")
        || words.contains("closed")
        || words.contains("eof")
        || words.contains("terminated");
  }

  private static String tlsReason(Throwable cause) {
    if (has(cause, CertificateExpiredException.class)) {
      return "tls.expired";
    }
    String words = words(cause);
    if (words.contains("No subject alternative") || words.contains("No name matching")) {
      return "tls.other-name";
    }
    if (has(cause, CertPathValidatorException.class)
        || has(cause, CertificateException.class)
        || words.contains("PKIX")) {
      return "tls.unknown-issuer";
    }
    if (words.matches("(Unsupported or unrecognized|Unrecognized) SSL message.*")) {
      return PLAIN_HTTP;
    }
    return "tls.other";
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
    int deep = 0;
    for (Throwable at = failure; at != null && deep < 10; at = at.getCause(), deep++) {
      if (kind.isInstance(at)) {
        return true;
      }
    }
    return false;
  }

  /** The innermost words of the system. */
  static String words(Throwable failure) {
    Throwable at = failure;
    for (int deep = 0; at.getCause() != null && deep < 10; deep++) {
      at = at.getCause();
    }
    String said = at.getMessage() == null ? at.getClass().getSimpleName() : at.getMessage();
    return Curl.printable(said);
  }
}
