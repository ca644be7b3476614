package capas.store;

import capas.image.LayerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which layers several images have in common, and what it saves.
 *
 * @param layers each layer that an image has, once, with the images that have it; parents first
 */
public record Sharing(List<SharedLayer> layers) {

  /** A layer and its images, in the order of the store. */
  public record SharedLayer(StoredLayer layer, List<StoredImage> images) {
    public SharedLayer {
      images = List.copyOf(images);
    }

    /** Of the layer's tar. */
    public long sizeInBytes() {
      return layer.record().sizeInBytes().orElse(0);
    }

    public boolean isShared() {
      return images.size() > 1;
    }
  }

  public Sharing {
    layers = List.copyOf(layers);
  }

  /** Of all images of a store. */
  public static Sharing of(Store store) {
    Map<LayerId, StoredLayer> layers = new LinkedHashMap<>();
    Map<LayerId, List<StoredImage>> users = new LinkedHashMap<>();
    for (StoredImage image : store.images()) {
      for (StoredLayer layer : image.baseFirst()) {
        layers.putIfAbsent(layer.id(), layer);
        users.computeIfAbsent(layer.id(), id -> new ArrayList<>()).add(image);
      }
    }
    return new Sharing(
        layers.values().stream()
            .map(layer -> new SharedLayer(layer, users.get(layer.id())))
            .toList());
  }

  /** The layers of all images, as if each image had its own. */
  public long ifNotSharedInBytes() {
    return layers.stream().mapToLong(layer -> layer.sizeInBytes() * layer.images().size()).sum();
  }

  /** Each layer counted once. */
  public long onceInBytes() {
    return layers.stream().mapToLong(SharedLayer::sizeInBytes).sum();
  }
}
