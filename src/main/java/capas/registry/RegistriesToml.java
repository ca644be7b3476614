package capas.registry;

import capas.registry.RegistriesConf.Mirror;
import capas.registry.RegistriesConf.Mode;
import capas.registry.RegistriesConf.Part;
import capas.registry.RegistriesConf.Table;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one file of containers-registries.conf(5). */
final class RegistriesToml {

  private static final TomlMapper MAPPER = new TomlMapper();

  private RegistriesToml() {}

  static Part read(Path file, String text) {
    try {
      JsonNode all = MAPPER.readTree(text);
      if (all.has("registries")) {
        throw new IOException("[registries.*]: version 1 of the format is not read");
      }
      Map<String, String> aliases = new LinkedHashMap<>();
      all.path("aliases")
          .properties()
          .forEach(entry -> aliases.put(entry.getKey(), entry.getValue().asText()));
      List<Table> tables = new ArrayList<>();
      for (JsonNode table : all.path("registry")) {
        tables.add(table(table, file));
      }
      return new Part(
          words(all.path("unqualified-search-registries")),
          mode(all.path("short-name-mode").asText("")),
          aliases,
          tables,
          words(all.path("credential-helpers")));
    } catch (JacksonException e) {
      throw new RegistryException.BrokenConfiguration(file, e.getOriginalMessage());
    } catch (IOException e) {
      throw new RegistryException.BrokenConfiguration(file, Failures.words(e));
    }
  }

  private static Optional<Mode> mode(String name) throws IOException {
    return switch (name) {
      case "" -> Optional.empty();
      case "enforcing" -> Optional.of(Mode.ENFORCING);
      case "permissive" -> Optional.of(Mode.PERMISSIVE);
      case "disabled" -> Optional.of(Mode.DISABLED);
      default -> throw new IOException("short-name-mode = \"" + name + "\"");
    };
  }

  private static Table table(JsonNode json, Path file) throws IOException {
    String location = withoutEnd(json.path("location").asText(""));
    String prefix = withoutEnd(json.path("prefix").asText(location));
    if (prefix.isEmpty() || location.isEmpty() && !prefix.startsWith("*.")) {
      throw new IOException("[[registry]]: prefix = \"" + prefix + "\", location = \"\"");
    }
    List<Mirror> mirrors = new ArrayList<>();
    for (JsonNode mirror : json.path("mirror")) {
      mirrors.add(
          new Mirror(
              withoutEnd(mirror.path("location").asText("")),
              mirror.path("insecure").asBoolean(),
              mirror.path("pull-from-mirror").asText("all")));
    }
    return new Table(
        prefix,
        location,
        json.path("insecure").asBoolean(),
        json.path("blocked").asBoolean(),
        json.path("mirror-by-digest-only").asBoolean(),
        List.copyOf(mirrors),
        file);
  }

  private static String withoutEnd(String location) {
    return location.replaceFirst("/+$", "");
  }

  private static Optional<List<String>> words(JsonNode array) {
    if (!array.isArray()) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    return Optional.of(List.copyOf(words));
  }
}
