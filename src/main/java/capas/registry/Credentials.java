package capas.registry;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Who a registry may be told we are. The password is shown nowhere.
 *
 * @param source where it was found: a file, or a credential helper's name
 */
record Credentials(String user, String password, Optional<String> identityToken, String source) {

  static Credentials of(RegistryJson.Secret secret, Path file) {
    return new Credentials(
        secret.user(), secret.password(), secret.identityToken(), file.toString());
  }

  Authorization.Basic basic() {
    return new Authorization.Basic(user, password);
  }

  @Override
  public String toString() {
    return user + " (" + source + ")";
  }
}
