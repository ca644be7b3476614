package capas.store;

import capas.linux.Privileges;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Who asks for a store: root and everyone else have theirs in different places.
 *
 * @param uid of the user outside of any user namespace; 0 is root
 * @param top where the machine's own files begin: {@code /}, but for a test
 */
record Account(long uid, Path home, Map<String, String> environment, Path top) {

  Account {
    environment = Map.copyOf(environment);
  }

  /** The account of this process, as Podman would see it. */
  static Account ofThisProcess() {
    Map<String, String> environment = System.getenv();
    // Podman starts itself again inside a user namespace and leaves word of who it was.
    long uid =
        Optional.ofNullable(environment.get("_CONTAINERS_ROOTLESS_UID"))
            .filter(text -> text.matches("\\d{1,9}"))
            .map(Long::parseLong)
            .orElseGet(() -> (long) Privileges.user());
    Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    return new Account(uid, home, environment, Path.of("/"));
  }

  boolean isRootless() {
    return uid != 0;
  }

  /** A variable that says something. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isEmpty());
  }

  /** A file of the machine. */
  Path file(String absolute) {
    return top.resolve(absolute.substring(1));
  }

  /** {@code $XDG_…}, or this folder of the home where nothing is said. */
  Path folder(String variable, String belowHome) {
    return variable(variable).map(Path::of).orElseGet(() -> home.resolve(belowHome));
  }

  /** Where things go that end with the session. */
  Path runtime() {
    return variable("XDG_RUNTIME_DIR").map(Path::of).orElseGet(() -> Path.of("/run/user/" + uid));
  }
}
