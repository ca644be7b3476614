package capas.registry;

import capas.image.ImageReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A machine of its own for a test: a home and an /etc/containers, and nothing of the real one. */
record Machine(Path root, Map<String, String> environment) {

  /** Short waits, for failures that are made on purpose. */
  static final Patience QUICK =
      new Patience(
          6,
          Duration.ofMillis(20),
          Duration.ofMillis(100),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2));

  /** Nearly no patience, for what never comes. */
  static final Patience NONE =
      new Patience(
          2,
          Duration.ofMillis(20),
          Duration.ofMillis(100),
          Duration.ofSeconds(5),
          Duration.ofMillis(500),
          Duration.ofMillis(500),
          Duration.ofMillis(500));

  static Machine in(Path root) {
    return new Machine(root, new HashMap<>(Map.of("PATH", System.getenv("PATH"))));
  }

  Settings settings() {
    return new Settings(environment, root.resolve("home"), root.resolve("etc"), false);
  }

  Machine set(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  Path write(String file, String text) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      return Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Pull pullImpatiently(String reference) {
    return Pull.of(ImageReference.parse(reference), settings(), NONE);
  }

  Pull pull(String reference) {
    return Pull.of(ImageReference.parse(reference), settings(), QUICK);
  }
}
