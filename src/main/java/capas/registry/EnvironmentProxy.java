package capas.registry;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxy that {@code https_proxy}, {@code http_proxy} and {@code no_proxy} name, as curl and
 * Podman read them; Java does not by itself. This computer is never asked through a proxy.
 */
final class EnvironmentProxy {

  private final Map<String, String> environment;

  private EnvironmentProxy(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * For this address; empty if the environment names none at all, and Java's own settings count.
   */
  static Optional<Proxy> of(Map<String, String> environment, URI address) {
    EnvironmentProxy proxy = new EnvironmentProxy(environment);
    return proxy
        .variable("https_proxy")
        .or(() -> proxy.variable("http_proxy"))
        .map(any -> proxy.select(address));
  }

  private Proxy select(URI address) {
    String host = address.getHost();
    Optional<URI> proxy = variable(address.getScheme() + "_proxy").flatMap(EnvironmentProxy::read);
    if (proxy.isEmpty() || SafeAddress.isLoopback(host) || isExcepted(host)) {
      return Proxy.NO_PROXY;
    }
    URI at = proxy.get();
    int port = at.getPort() >= 0 ? at.getPort() : 80;
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(at.getHost(), port));
  }

  private static Optional<URI> read(String value) {
    try {
      URI proxy = URI.create(value.contains("://") ? value : "http://" + value);
      return Optional.of(proxy).filter(at -> at.getHost() != null);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean isExcepted(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    for (String word : variable("no_proxy").orElse("").split("[,\\s]+")) {
      String domain = word.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", "");
      if (word.equals("*")
          || !domain.isEmpty() && (name.equals(domain) || name.endsWith("." + domain))) {
        return true;
      }
    }
    return false;
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
        .filter(value -> !value.isBlank());
  }
}
