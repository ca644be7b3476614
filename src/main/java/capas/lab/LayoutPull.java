package capas.lab;

import capas.image.Platform;
import capas.registry.Pull;
import java.nio.file.Path;

/** Pulls an image into an OCI layout. Stands for {@code skopeo copy docker://NAME oci:FOLDER}. */
public final class LayoutPull {

  private final Pull pull;

  private LayoutPull(Pull pull) {
    this.pull = pull;
  }

  /** The image of this name, for this machine's platform. */
  public static LayoutPull of(String name) {
    return new LayoutPull(Pull.of(name));
  }

  /**
   * The image for this platform instead. Stands for {@code podman pull --platform
   * OS/ARCHITECTURE[/VARIANT]}.
   *
   * @throws capas.image.ImageException.MalformedPlatform if it is none
   */
  public LayoutPull forPlatform(String platform) {
    return new LayoutPull(pull.forPlatform(Platform.parse(platform)));
  }

  /** Compares each layer's digest but does not look at what is inside: in less time. */
  public LayoutPull unopened() {
    return new LayoutPull(pull.digestsOnly());
  }

  /**
   * Into the layout in this folder, which is made if need be.
   *
   * @throws capas.words.CapasException if it cannot be had; if it has no image for the platform,
   *     with those that it has
   */
  public Pulled into(Path folder) {
    return PullTranscript.of(pull, listened -> listened.to(folder));
  }
}
