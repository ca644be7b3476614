package capas.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one storage.conf says; an empty text says nothing, as for Podman. */
record StorageToml(
    Optional<String> driver,
    Optional<String> graphroot,
    Optional<String> runroot,
    Optional<String> imagestore,
    Optional<String> rootlessStoragePath,
    List<String> additionalImageStores) {

  private static final TomlMapper MAPPER = new TomlMapper();

  static StorageToml read(Path file) {
    try {
      JsonNode storage = MAPPER.readTree(Files.readString(file)).path("storage");
      List<String> additional = new ArrayList<>();
      storage
          .path("options")
          .path("additionalimagestores")
          .forEach(path -> additional.add(path.asText()));
      return new StorageToml(
          text(storage, "driver"),
          text(storage, "graphroot"),
          text(storage, "runroot"),
          text(storage, "imagestore"),
          text(storage, "rootless_storage_path"),
          List.copyOf(additional));
    } catch (JacksonException e) {
      throw new StoreException.BrokenConfiguration(file, e.getOriginalMessage());
    } catch (IOException e) {
      throw new StoreException.BrokenConfiguration(file, e.toString());
    }
  }

  private static Optional<String> text(JsonNode table, String name) {
    return Optional.of(table.path(name).asText("")).filter(text -> !text.isEmpty());
  }
}
