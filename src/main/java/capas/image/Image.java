package capas.image;

import capas.blob.DiffId;
import capas.blob.Digest;
import capas.blob.MediaType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A manifest together with its config: an image, before or after its layers are here. */
public final class Image {

  /**
   * A step of the building, with the layer that it made, if it made one.
   *
   * @param layer empty if the step changed no file
   */
  public record Step(HistoryEntry entry, Optional<ImageLayer> layer) {}

  private final Manifest manifest;
  private final ImageConfig config;
  private final List<ImageLayer> layers;

  private Image(Manifest manifest, ImageConfig config) {
    this.manifest = manifest;
    this.config = config;
    this.layers = layers(manifest, config);
  }

  /**
   * Joins the two, after checking that they belong together.
   *
   * @throws ImageException.NotAnImage if the manifest's config is not an image's
   * @throws ImageException.MalformedImage if the config is not the one that the manifest names, or
   *     the two count different layers
   */
  public static Image of(Manifest manifest, ImageConfig config) {
    needImage(manifest);
    Digest promised = manifest.config().digest();
    if (!promised.equals(Digest.of(promised.algorithm(), config.bytes()))) {
      throw ImageException.MalformedImage.of(
          "manifest", "config.digest", "other-config", promised, config.digest());
    }
    if (manifest.layers().size() != config.diffIds().size()) {
      throw ImageException.MalformedImage.of(
          "config",
          "rootfs.diff_ids",
          "layer-count",
          config.diffIds().size(),
          manifest.layers().size());
    }
    return new Image(manifest, config);
  }

  /**
   * Checks that a manifest is of a container image before anything else of it is fetched.
   *
   * @throws ImageException.NotAnImage if its config is not an image's
   */
  public static void needImage(Manifest manifest) {
    MediaType type = manifest.config().mediaType();
    if (type.use() != MediaType.Use.CONFIG) {
      throw new ImageException.NotAnImage(type);
    }
  }

  /** The manifest. */
  public Manifest manifest() {
    return manifest;
  }

  /** The config. */
  public ImageConfig config() {
    return config;
  }

  /** The digest of the config, by which {@code podman images} names the image. */
  public Digest imageId() {
    return config.digest();
  }

  /** The layers, base first. */
  public List<ImageLayer> layers() {
    return layers;
  }

  /** Every step of the building, first one first, with the layer that it made. */
  public List<Step> steps() {
    Iterator<ImageLayer> next = layers.iterator();
    List<Step> steps = new ArrayList<>();
    for (HistoryEntry entry : config.history()) {
      boolean made = !entry.emptyLayer() && next.hasNext();
      steps.add(new Step(entry, made ? Optional.of(next.next()) : Optional.empty()));
    }
    return List.copyOf(steps);
  }

  private static List<ImageLayer> layers(Manifest manifest, ImageConfig config) {
    List<HistoryEntry> makers =
        config.history().stream().filter(entry -> !entry.emptyLayer()).toList();
    List<ImageLayer> layers = new ArrayList<>();
    for (int i = 0; i < config.diffIds().size(); i++) {
      DiffId diffId = config.diffIds().get(i);
      ImageLayer below = i == 0 ? null : layers.get(i - 1);
      layers.add(
          new ImageLayer(
              i,
              manifest.layers().get(i),
              diffId,
              below == null ? ChainId.ofBase(diffId) : below.chainId().with(diffId),
              below == null ? LayerId.ofBase(diffId) : below.layerId().with(diffId),
              i < makers.size() ? Optional.of(makers.get(i)) : Optional.empty()));
    }
    return List.copyOf(layers);
  }

  /** The first 12 digits of the image ID, as {@code podman images} shows it. */
  @Override
  public String toString() {
    return imageId().toString();
  }
}
