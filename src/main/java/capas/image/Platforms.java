package capas.image;

import java.util.Optional;

/** Reads platforms out of a document. */
final class Platforms {

  private Platforms() {}

  /** Some tools write empty words for what has no platform, such as a signature. */
  static Optional<Platform> read(FieldsJson fields) {
    Optional<String> os = fields.text("os").filter(word -> !word.isEmpty());
    Optional<String> architecture = fields.text("architecture").filter(word -> !word.isEmpty());
    if (os.isEmpty() || architecture.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> variant = fields.text("variant").filter(word -> !word.isEmpty());
    try {
      return Optional.of(new Platform(os.get(), architecture.get(), variant));
    } catch (ImageException.MalformedPlatform e) {
      throw fields.fault(
          "", "not-a-platform", ImageException.quote(os.get() + "/" + architecture.get()));
    }
  }
}
