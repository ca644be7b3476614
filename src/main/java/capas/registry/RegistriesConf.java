package capas.registry;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What this machine says about registries: registries.conf and its drop-ins, later files over
 * earlier ones.
 *
 * @param file the main file, whether it exists or not
 * @param search registries to try for a name without one, in order
 * @param aliases from short name to full name without tag
 * @param tables the {@code [[registry]]} tables by prefix
 * @param helpers {@code credential-helpers}
 * @see <a
 *     href="https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md">
 *     containers-registries.conf(5)</a>
 */
record RegistriesConf(
    Path file,
    List<String> search,
    Mode mode,
    Map<String, Alias> aliases,
    Map<String, Table> tables,
    List<String> helpers) {

  /** {@code short-name-mode}. */
  enum Mode {
    ENFORCING,
    PERMISSIVE,
    DISABLED
  }

  /** A short name's full name, and the file that says so. */
  record Alias(String target, Path file) {}

  /** One {@code [[registry]]} table. */
  record Table(
      String prefix,
      String location,
      boolean insecure,
      boolean blocked,
      boolean mirrorByDigestOnly,
      List<Mirror> mirrors,
      Path file) {}

  /** One {@code [[registry.mirror]]} table. */
  record Mirror(String location, boolean insecure, String pullFrom) {}

  /** What one file says. */
  record Part(
      Optional<List<String>> search,
      Optional<Mode> mode,
      Map<String, String> aliases,
      List<Table> tables,
      Optional<List<String>> helpers) {}

  /**
   * Reads them all; for a full name without the files that hold nothing but aliases, such as the
   * hundreds that Debian ships.
   *
   * @throws RegistryException.BrokenConfiguration naming the file that is no TOML or says what the
   *     manual page does not know
   */
  static RegistriesConf read(Settings settings, boolean forFullName) {
    Path system = settings.containers().resolve("registries.conf");
    Path own = settings.userConfiguration().resolve("registries.conf");
    Path main =
        settings.variable("CONTAINERS_REGISTRIES_CONF").orElse(Files.exists(own) ? own : system);
    List<Path> files = new ArrayList<>(List.of(main));
    files.addAll(dropIns(settings.containers().resolve("registries.conf.d")));
    files.addAll(dropIns(settings.userConfiguration().resolve("registries.conf.d")));
    files.add(settings.shortNameCache());
    return joined(main, files, forFullName);
  }

  private static List<Path> dropIns(Path folder) {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.conf")) {
        all.forEach(files::add);
      } catch (IOException e) {
        throw new RegistryException.BrokenConfiguration(folder, Failures.words(e));
      }
    }
    files.sort(null);
    return files;
  }

  private static RegistriesConf joined(Path main, List<Path> files, boolean forFullName) {
    List<String> search = List.of();
    Mode mode = Mode.PERMISSIVE;
    List<String> helpers = List.of();
    Map<String, Alias> aliases = new LinkedHashMap<>();
    Map<String, Table> tables = new LinkedHashMap<>();
    for (Path file : files) {
      if (!Files.exists(file)) {
        continue;
      }
      String text = text(file);
      if (forFullName && hasOnlyAliases(text)) {
        continue;
      }
      Part part = RegistriesToml.read(file, text);
      search = part.search().orElse(search);
      mode = part.mode().orElse(mode);
      helpers = part.helpers().orElse(helpers);
      part.tables().forEach(table -> tables.put(table.prefix(), table));
      part.aliases()
          .forEach((name, target) -> {
            if (target.isEmpty()) {
              aliases.remove(name);
            } else {
              aliases.put(name, new Alias(target, file));
            }
          });
    }
    return new RegistriesConf(
        main, List.copyOf(search), mode, Map.copyOf(aliases), Map.copyOf(tables), helpers);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new RegistryException.BrokenConfiguration(file, Failures.words(e));
    }
  }

  private static boolean hasOnlyAliases(String text) {
    boolean inAliases = false;
    for (String line : text.split("\n")) {
      String said = line.strip();
      if (said.equals("[aliases]")) {
        inAliases = true;
      } else if (!said.isEmpty()
          && said.charAt(0) != '#'
          && (!inAliases || said.charAt(0) == '[')) {
        return false;
      }
    }
    return true;
  }

  /** The table with the longest prefix of this name ({@code host/path:tag} or {@code …@digest}). */
  Optional<Table> tableOf(String name) {
    Table best = null;
    for (Table table : tables.values()) {
      if (matches(name, table.prefix())
          && (best == null || table.prefix().length() > best.prefix().length())) {
        best = table;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean matches(String name, String prefix) {
    if (prefix.startsWith("*.")) {
      String host = name.split("/", 2)[0];
      return host.endsWith(prefix.substring(1));
    }
    return name.startsWith(prefix)
        && (name.length() == prefix.length() || "/:@".indexOf(name.charAt(prefix.length())) >= 0);
  }
}
