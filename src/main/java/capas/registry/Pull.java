package capas.registry;

import capas.blob.BlobDirectory.Depth;
import capas.image.ImageDestination;
import capas.image.ImageReference;
import capas.image.Platform;
import java.nio.file.Path;

/**
 * An image to be pulled, and how. Nothing is asked before {@link #to}, {@link #into} or {@link
 * #stepwise}.
 *
 * <p>{@code Pull.of("quay.io/centos7/httpd-24-centos7:latest").to(Path.of("httpd"))} stands for
 * {@code skopeo copy docker://quay.io/centos7/httpd-24-centos7:latest oci:httpd}, but the manifest
 * is kept as it came. Memory: 4 MiB for each of manifest and configuration, and for each layer that
 * is fetched at the same time about 4 MiB, plus the window of a zstd layer (8 MiB as a rule).
 */
public final class Pull {

  private static final int USUAL_LAYERS = 3;
  private static final int MOST_LAYERS = 16;

  private final ImageReference reference;
  private final Platform platform;
  private final int layersAtOnce;
  private final Depth depth;
  private final PullListener listener;
  private final Settings settings;
  private final Patience patience;

  private Pull(
      ImageReference reference,
      Platform platform,
      int layersAtOnce,
      Depth depth,
      PullListener listener,
      Settings settings,
      Patience patience) {
    this.reference = reference;
    this.platform = platform;
    this.layersAtOnce = Math.clamp(layersAtOnce, 1, MOST_LAYERS);
    this.depth = depth;
    this.listener = listener;
    this.settings = settings;
    this.patience = patience;
  }

  /**
   * The image of this name, for this machine's platform, three layers at a time.
   *
   * @throws capas.image.ImageException.MalformedReference if it is no name of an image
   */
  public static Pull of(String reference) {
    return of(ImageReference.parse(reference));
  }

  /** The same. */
  public static Pull of(ImageReference reference) {
    return of(reference, Settings.ofThisMachine(), Patience.USUAL);
  }

  static Pull of(ImageReference reference, Settings settings, Patience patience) {
    return new Pull(
        reference,
        Platform.ofThisMachine(),
        USUAL_LAYERS,
        Depth.INSIDE,
        PullListener.NONE,
        settings,
        patience);
  }

  /** The image for this platform, if there are several. */
  public Pull forPlatform(Platform wanted) {
    return new Pull(reference, wanted, layersAtOnce, depth, listener, settings, patience);
  }

  /** At most so many layers at a time, 1 to 16. */
  public Pull layersAtOnce(int count) {
    return new Pull(reference, platform, count, depth, listener, settings, patience);
  }

  /**
   * Compares each layer's digest only, as {@code skopeo copy} does. Otherwise each is decompressed
   * while it comes, and what is inside is compared with the configuration too.
   */
  public Pull digestsOnly() {
    return new Pull(
        reference, platform, layersAtOnce, Depth.STORED_BYTES, listener, settings, patience);
  }

  /** Tells this listener what happens. */
  public Pull listening(PullListener heard) {
    return new Pull(reference, platform, layersAtOnce, depth, heard, settings, patience);
  }

  /**
   * Pulls the image into the OCI layout in this folder, which is made if it is not there. What an
   * earlier pull left unfinished there is gone on with; what is there already is not fetched.
   *
   * @throws RegistryException if it cannot be had
   * @throws capas.blob.BlobException if the bytes are not the promised ones, or cannot be written
   * @throws capas.image.ImageException if it is no image, or none for this platform
   */
  public PulledImage to(Path folder) {
    try (StepwisePull steps = stepwise(folder)) {
      return steps.rest();
    }
  }

  /**
   * Pulls the image into another place, such as a store. A layer that is there already is not
   * fetched; what an earlier pull left unfinished is gone on with.
   *
   * @throws RegistryException if it cannot be had
   * @throws capas.blob.BlobException if the bytes are not the promised ones, or cannot be written
   * @throws capas.image.ImageException if it is no image, or none for this platform
   */
  public PulledImage into(ImageDestination destination) {
    try (StepwisePull steps = stepwise(new IntoDestination(destination, layersAtOnce))) {
      return steps.rest();
    }
  }

  /** One step of a pull into a layout at a time. To be closed. */
  public StepwisePull stepwise(Path folder) {
    return stepwise(new IntoLayout(folder, layersAtOnce, depth));
  }

  private StepwisePull stepwise(Landing landing) {
    Object oneAtATime = new Object();
    PullListener serial =
        event -> {
          synchronized (oneAtATime) {
            listener.on(event);
          }
        };
    return new StepwisePull(new Sources(reference, settings, patience, serial), platform, landing);
  }
}
