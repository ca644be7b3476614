package capas.registry;

import capas.words.Spoken;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a registry may send us on to. A registry is a stranger who tells our computer which
 * addresses to visit; without rules it could have it visit what only our computer can reach.
 */
final class SafeAddress {

  private SafeAddress() {}

  /** Why we do not go from {@code from} to {@code to}; empty if we do. */
  static Optional<Spoken> refuses(URI from, URI to) {
    String scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return Optional.of(RegistryException.said("redirect.scheme", Curl.printable(scheme)));
    }
    if (to.getHost() == null || to.getRawUserInfo() != null) {
      return Optional.of(RegistryException.said("redirect.host"));
    }
    if (Origin.of(from).isEncrypted() && scheme.equals("http")) {
      return Optional.of(RegistryException.said("redirect.unencrypted"));
    }
    if (!from.getHost().equalsIgnoreCase(to.getHost())
        && isPrivate(to.getHost())
        && !isPrivate(from.getHost())) {
      return Optional.of(RegistryException.said("redirect.private"));
    }
    return Optional.empty();
  }

  /** Whether this name or number stands for this computer. */
  static boolean isLoopback(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      // Only numbers are asked: a name that resolves to 127.0.0.1 is the name's owner's choice.
      return host.matches("\\[?[0-9a-fA-F:.]+]?")
          && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Whether any address of this host lies in a network that is not the public one. */
  static boolean isPrivate(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (isPrivate(address)) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    boolean carrier = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    boolean thisNetwork = bytes.length == 4 && bytes[0] == 0;
    return uniqueLocal
        || carrier
        || thisNetwork
        || address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress();
  }
}
