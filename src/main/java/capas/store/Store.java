package capas.store;

import capas.blob.Digest;
import capas.image.LayerId;
import capas.words.CapasException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A store as it was at one moment: its images and layers, and how they belong together. Nothing is
 * changed or repaired; the store's locks are held while the lists are read and not longer.
 *
 * <pre>{@code
 * Store store = Store.open(Path.of("/var/lib/containers/storage"));
 * store.image("httpd").match();
 * }</pre>
 */
public final class Store {

  private final GraphRoot root;
  private final List<Store> additional;
  private final List<ImageRecord> images;
  private final Map<LayerId, StoredLayer> layers = new LinkedHashMap<>();
  private final Map<Digest, List<LayerId>> byCompressedDigest = new HashMap<>();

  /** Both lists at one moment: every layer of an image is there. */
  private record Lists(Supplier<List<ImageRecord>> images, Supplier<List<LayerRecord>> layers) {}

  private Store(GraphRoot root, List<Store> additional) {
    this.root = root;
    this.additional = additional;
    Lists lists =
        locked(
            root.layersLock(),
            () ->
                locked(
                    root.imagesLock(),
                    () -> new Lists(ImagesJson.opened(root), LayersJson.opened(root))));
    CompletableFuture<List<LayerRecord>> meanwhile = CompletableFuture.supplyAsync(lists.layers());
    this.images = lists.images().get();
    for (LayerRecord record : ended(meanwhile)) {
      layers.put(record.id(), new StoredLayer(root, record));
      record
          .compressedDigest()
          .ifPresent(digest ->
              byCompressedDigest.computeIfAbsent(digest, d -> new ArrayList<>()).add(record.id()));
    }
  }

  private static <T> T ended(CompletableFuture<T> work) {
    try {
      return work.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof CapasException refusal ? refusal : e;
    }
  }

  /**
   * Reads the store in this folder, of whichever driver it is.
   *
   * @throws StoreException.NotAStore if there is none
   * @throws StoreException.SeveralDrivers if several have one there
   * @throws StoreException.MalformedList if a list of it cannot be understood
   */
  public static Store open(Path graphroot) {
    return open(graphroot, driverIn(graphroot));
  }

  /** The same, of this driver. */
  public static Store open(Path graphroot, String driver) {
    return new Store(rootOf(graphroot, driver), List.of());
  }

  /** The store that Podman would use, with the images of additional stores. */
  public static Store open(StorageConf conf) {
    Path own = conf.imagestore().orElse(conf.graphroot());
    String driver = conf.driver().orElseGet(() -> driverIn(own));
    List<Store> others =
        Stream.concat(
                conf.imagestore().map(i -> conf.graphroot()).stream(),
                conf.additionalImageStores().stream())
            .filter(Files::isDirectory)
            .map(path -> open(path, driver))
            .toList();
    return new Store(rootOf(own, driver), others);
  }

  private static GraphRoot rootOf(Path graphroot, String driver) {
    if (!Files.isDirectory(graphroot)) {
      throw new StoreException.NotAStore(graphroot);
    }
    try {
      return new GraphRoot(graphroot.toRealPath(), driver);
    } catch (java.io.IOException e) {
      throw new StoreException.Failed(graphroot, e);
    }
  }

  /** The driver whose folders lie there. */
  static String driverIn(Path graphroot) {
    return findDriver(graphroot).orElseThrow(() -> new StoreException.NotAStore(graphroot));
  }

  /** The driver whose folders lie there, if there are any. */
  static Optional<String> findDriver(Path graphroot) {
    List<String> found =
        Stream.of(Driver.Kind.values())
            .map(Driver.Kind::word)
            .filter(word -> Files.isDirectory(graphroot.resolve(word + "-images")))
            .toList();
    if (found.size() > 1) {
      throw new StoreException.SeveralDrivers(graphroot, String.join(", ", found));
    }
    return found.stream().findFirst();
  }

  /** A store that has no lock file yet has no writer either; reading makes none. */
  private static <T> T locked(Path lock, Supplier<T> reading) {
    if (!Files.isRegularFile(lock)) {
      return reading.get();
    }
    StoreLock.Held held = StoreLock.toRead(lock);
    try {
      return reading.get();
    } finally {
      held.close();
    }
  }

  /** Where it lies. */
  public GraphRoot root() {
    return root;
  }

  /** Stores whose images are seen here and never written. */
  public List<Store> additional() {
    return additional;
  }

  /** All images, those of additional stores last. Stands for {@code podman images}. */
  public List<StoredImage> images() {
    List<StoredImage> all = new ArrayList<>();
    images.forEach(record -> all.add(new StoredImage(this, root, record)));
    additional.forEach(store ->
        store.images.forEach(record -> all.add(new StoredImage(this, store.root, record))));
    return List.copyOf(all);
  }

  /** All layers of this store itself, in the order of layers.json. */
  public List<StoredLayer> layers() {
    return List.copyOf(layers.values());
  }

  /** A layer, be it of an additional store. */
  public Optional<StoredLayer> layer(LayerId id) {
    return Stream.concat(
            Stream.ofNullable(layers.get(id)),
            additional.stream().map(store -> store.layers.get(id)).filter(found -> found != null))
        .findFirst();
  }

  /**
   * The image that has this name or ID, as Podman finds it: a name may lack the registry and the
   * tag {@code latest}, an ID its last digits.
   *
   * @throws StoreException.NoSuchImage if none has it
   * @throws StoreException.AmbiguousImage if several have it
   */
  public StoredImage image(String nameOrId) {
    List<StoredImage> all = images();
    String tagged = nameOrId.matches(".*[:@][^/]*") ? nameOrId : nameOrId + ":latest";
    List<List<StoredImage>> tries =
        List.of(
            all.stream().filter(image -> image.record().names().contains(tagged)).toList(),
            all.stream().filter(image -> hasEnding(image, tagged)).toList(),
            all.stream().filter(image -> isId(image, nameOrId)).toList());
    for (List<StoredImage> found : tries) {
      Set<String> ids = new LinkedHashSet<>();
      found.forEach(image -> ids.add(image.id()));
      if (ids.size() > 1) {
        throw new StoreException.AmbiguousImage(nameOrId, String.join(", ", ids));
      }
      if (!found.isEmpty()) {
        return found.getFirst();
      }
    }
    throw new StoreException.NoSuchImage(
        nameOrId, String.join(", ", all.stream().map(StoredImage::name).toList()));
  }

  private static boolean hasEnding(StoredImage image, String tagged) {
    return image.record().names().stream().anyMatch(name -> name.endsWith("/" + tagged));
  }

  private static boolean isId(StoredImage image, String text) {
    return text.matches("[0-9a-f]{3,64}") && image.id().startsWith(text);
  }

  List<LayerId> withCompressedDigest(Digest digest) {
    return Stream.concat(Stream.of(this), additional.stream())
        .flatMap(store -> store.byCompressedDigest.getOrDefault(digest, List.of()).stream())
        .toList();
  }

  /** From the base up to this layer. */
  List<StoredLayer> stack(LayerId top) {
    List<StoredLayer> topFirst = new ArrayList<>();
    Set<LayerId> seen = new LinkedHashSet<>();
    Optional<LayerId> next = Optional.of(top);
    while (next.isPresent()) {
      LayerId id = next.get();
      if (!seen.add(id)) {
        throw new StoreException.LayersInCircle(root.layersJson(), id);
      }
      StoredLayer layer =
          layer(id).orElseThrow(() -> new StoreException.LayerNotListed(root.layersJson(), id));
      topFirst.add(layer);
      next = layer.record().parent();
    }
    Collections.reverse(topFirst);
    return List.copyOf(topFirst);
  }

  @Override
  public String toString() {
    return "Store " + root;
  }
}
