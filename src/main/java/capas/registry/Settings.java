package capas.registry;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where this machine keeps what it says about registries.
 *
 * @param environment the variables of the process
 * @param home the user's folder
 * @param containers {@code /etc/containers}
 * @param superuser whether root's places count
 */
record Settings(Map<String, String> environment, Path home, Path containers, boolean superuser) {

  Settings {
    environment = Map.copyOf(environment);
  }

  static Settings ofThisMachine() {
    String name = System.getProperty("user.name");
    return new Settings(
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        Path.of("/etc/containers"),
        "root".equals(name));
  }

  Optional<Path> variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .map(Path::of);
  }

  /** {@code ~/.config/containers}. */
  Path userConfiguration() {
    return variable("XDG_CONFIG_HOME").orElse(home.resolve(".config")).resolve("containers");
  }

  /** Where Podman writes the short names that a user chose. */
  Path shortNameCache() {
    Path folder =
        superuser
            ? Path.of("/var/cache/containers")
            : variable("XDG_CACHE_HOME").orElse(home.resolve(".cache")).resolve("containers");
    return folder.resolve("short-name-aliases.conf");
  }
}
