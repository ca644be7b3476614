package capas.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the credentials for a repository, in the files and in the order of Podman and skopeo:
 * {@code $REGISTRY_AUTH_FILE} alone if it is set, else {@code
 * $XDG_RUNTIME_DIR/containers/auth.json}, {@code ~/.config/containers/auth.json} and {@code
 * ~/.docker/config.json}; before them, the helpers that registries.conf names. Nothing is read
 * before a registry asks for it.
 *
 * @see <a href="https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md">
 *     containers-auth.json(5)</a>
 */
final class CredentialFiles {

  private static final int MOST_BYTES = 1 << 20;
  private static final String FILES = "containers-auth.json";

  private final Settings settings;
  private final List<String> helpers;

  CredentialFiles(Settings settings, List<String> helpers) {
    this.settings = settings;
    this.helpers = helpers.isEmpty() ? List.of(FILES) : List.copyOf(helpers);
  }

  /**
   * The credentials for {@code registry/path}; the most specific key wins.
   *
   * @param registry host and port, as in an image's name
   * @param path the repository
   * @throws RegistryException.BrokenConfiguration if a file cannot be read
   * @throws RegistryException.CredentialHelperFailed if a named helper does not answer
   */
  Optional<Credentials> find(String registry, String path) {
    for (String helper : helpers) {
      Optional<Credentials> found =
          helper.equals(FILES)
              ? inFiles(registry, path)
              : new CredentialHelper(helper, settings).get(registry);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Credentials> inFiles(String registry, String path) {
    for (Path file : files()) {
      Optional<Credentials> found =
          Files.exists(file) ? in(read(file), file, registry, path) : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private List<Path> files() {
    Optional<Path> only = settings.variable("REGISTRY_AUTH_FILE");
    if (only.isPresent()) {
      return List.of(only.get());
    }
    List<Path> files = new ArrayList<>();
    settings
        .variable("XDG_RUNTIME_DIR")
        .ifPresent(folder -> files.add(folder.resolve("containers/auth.json")));
    if (settings.superuser()) {
      // Podman of root writes here when no session gave it an XDG_RUNTIME_DIR.
      files.add(Path.of("/run/containers/0/auth.json"));
    }
    files.add(settings.userConfiguration().resolve("auth.json"));
    Path docker = settings.variable("DOCKER_CONFIG").orElse(settings.home().resolve(".docker"));
    files.add(docker.resolve("config.json"));
    return files;
  }

  private static RegistryJson.AuthFile read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException("more than " + MOST_BYTES + " bytes");
      }
      return RegistryJson.authFile(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new RegistryException.BrokenConfiguration(file, Failures.words(e));
    }
  }

  private Optional<Credentials> in(
      RegistryJson.AuthFile said, Path file, String registry, String path) {
    String helper = said.helpers().get(registry);
    if (helper != null) {
      return new CredentialHelper(helper, settings).get(registry);
    }
    for (String key : keys(registry, path)) {
      RegistryJson.Secret secret = said.auths().get(key);
      if (secret != null) {
        return Optional.of(Credentials.of(secret, file));
      }
    }
    for (Map.Entry<String, RegistryJson.Secret> entry : said.auths().entrySet()) {
      if (hostOf(entry.getKey()).equals(registry)) {
        return Optional.of(Credentials.of(entry.getValue(), file));
      }
    }
    return said.store().flatMap(name -> new CredentialHelper(name, settings).get(registry));
  }

  /** From {@code host/a/b/c} down to {@code host}. */
  static List<String> keys(String registry, String path) {
    List<String> keys = new ArrayList<>();
    String key = registry + "/" + path;
    while (key.length() > registry.length()) {
      keys.add(key);
      key = key.substring(0, key.lastIndexOf('/'));
    }
    keys.add(registry);
    return keys;
  }

  /** Docker writes whole addresses as keys: {@code https://index.docker.io/v1/}. */
  private static String hostOf(String key) {
    if (!key.startsWith("http://") && !key.startsWith("https://")) {
      return key.contains("/") ? "" : docker(key);
    }
    String host = key.substring(key.indexOf("://") + 3);
    int slash = host.indexOf('/');
    return docker(slash < 0 ? host : host.substring(0, slash));
  }

  private static String docker(String host) {
    return host.equals("index.docker.io") || host.equals("registry-1.docker.io")
        ? "docker.io"
        : host;
  }
}
