package capas.lab;

import capas.registry.Access;
import capas.registry.BuiltInRegistry;
import capas.registry.SampleImages;
import java.nio.file.Path;
import java.util.Optional;

/** The registry of a lab: with the sample images, on this machine, for as long as the lab lasts. */
final class SampleRegistry implements AutoCloseable {

  private final Path layout;
  private Optional<BuiltInRegistry> running = Optional.empty();

  /** Its images are made in this folder when it starts. */
  SampleRegistry(Path layout) {
    this.layout = layout;
  }

  /** Starts it if it does not run yet; port 0 is a free one. */
  RegistryStarted start(int port) {
    if (running.isEmpty()) {
      SampleImages.makeIn(layout);
      running = Optional.of(BuiltInRegistry.serving(layout, port, new Access.Open()));
    }
    return new RegistryStarted(running.get().address(), running.get().images());
  }

  /** The full name of a sample image. */
  String sample(String name) {
    return started().address() + "/sample/" + name;
  }

  /**
   * The registry itself.
   *
   * @throws ImageLabException.NoRegistry before {@link #start}
   */
  BuiltInRegistry started() {
    return running.orElseThrow(ImageLabException.NoRegistry::new);
  }

  @Override
  public void close() {
    running.ifPresent(BuiltInRegistry::close);
  }
}
