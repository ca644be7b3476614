package capas.store;

import capas.blob.Digest;
import capas.image.Image;
import capas.image.ImageConfig;
import capas.image.ImageDocument;
import capas.image.LayerId;
import capas.image.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One image of a store: its record, its documents, and its layers. */
public final class StoredImage {

  private final Store store;
  private final GraphRoot root;
  private final ImageRecord record;

  /** A document beside an image: a file of {@code overlay-images/ID}. */
  public record Document(String fileName, Optional<String> key, long sizeInBytes) {}

  StoredImage(Store store, GraphRoot root, ImageRecord record) {
    this.store = store;
    this.root = root;
    this.record = record;
  }

  /** What images.json says of it. */
  public ImageRecord record() {
    return record;
  }

  public String id() {
    return record.id();
  }

  /** The newest name, or the ID of an image that has none. */
  public String name() {
    return names().getFirst();
  }

  /** All of its names, the newest first, or its ID if it has none. */
  public List<String> names() {
    return record.names().isEmpty() ? List.of(record.toString()) : record.names();
  }

  /** Of the store that has it, which may be an additional one. */
  public GraphRoot root() {
    return root;
  }

  /** The files of its folder, with the key that each name stands for. */
  public List<Document> documents() {
    StoreFiles files = new StoreFiles(root.top());
    List<Document> found = new ArrayList<>();
    for (String name : files.names(root.image(id()))) {
      long size = files.status(root.image(id()).resolve(name)).map(s -> s.sizeInBytes()).orElse(0L);
      found.add(new Document(name, BigData.key(name), size));
    }
    return List.copyOf(found);
  }

  /**
   * A document, as it came from the registry.
   *
   * @throws StoreException.DocumentMissing if it is not there
   */
  public byte[] document(String key) {
    return new StoreFiles(root.top())
        .bytes(root.bigData(id(), key), ImageDocument.LONGEST_IN_BYTES)
        .orElseThrow(() -> new StoreException.DocumentMissing(root.bigData(id(), key), key));
  }

  /**
   * Its manifest.
   *
   * @throws capas.image.ImageException if it breaks the specification
   */
  public Manifest manifest() {
    if (ImageDocument.parse(document(BigData.MANIFEST)) instanceof Manifest manifest) {
      return manifest;
    }
    throw new StoreException.DocumentMissing(
        root.bigData(id(), BigData.MANIFEST), BigData.MANIFEST);
  }

  /**
   * Manifest and config, after checking that they belong together.
   *
   * @throws capas.image.ImageException if they do not, or break the specification
   */
  public Image image() {
    Manifest manifest = manifest();
    Digest config = manifest.config().digest();
    return Image.of(manifest, ImageConfig.parse(document(config.text())));
  }

  /**
   * Its layers, from the base up, along {@code parent} in layers.json.
   *
   * @throws StoreException.LayerNotListed if one of them is not in layers.json
   * @throws StoreException.LayersInCircle if a layer lies on itself
   */
  public List<StoredLayer> baseFirst() {
    return record.topLayer().map(top -> store.stack(top)).orElse(List.of());
  }

  /** What {@code podman images} shows as its size: of the layers' tars and of its documents. */
  public long sizeInBytes() {
    return baseFirst().stream().mapToLong(layer -> layer.record().sizeInBytes().orElse(0)).sum()
        + record.bigDataSizes().values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Its layers, base first, one for each that the manifest names.
   *
   * @throws StoreException.StackDiffers if the store has more or fewer
   */
  public List<StoredLayer> ofManifest() {
    return of(manifest());
  }

  private List<StoredLayer> of(Manifest manifest) {
    List<StoredLayer> stack = baseFirst();
    if (stack.size() != manifest.layers().size()) {
      throw new StoreException.StackDiffers(name(), manifest.layers().size(), stack.size());
    }
    return stack;
  }

  /**
   * From the manifest's digests to the folders, base first.
   *
   * @throws StoreException.StackDiffers if the store has more or fewer layers than the manifest
   */
  public List<Match> match() {
    Image image = image();
    List<StoredLayer> stack = of(image.manifest());
    List<Match> matches = new ArrayList<>();
    image
        .layers()
        .forEach(layer ->
            matches.add(
                new Match(
                    layer.position(),
                    layer.descriptor(),
                    layer.diffId(),
                    store.withCompressedDigest(layer.digest()),
                    stack.get(layer.position()))));
    return List.copyOf(matches);
  }

  /**
   * The name of a layer, computed.
   *
   * @param parent none for a base
   * @param computed SHA-256 of {@code PARENT+DIFFID}; of a base the diff ID itself
   */
  public record Naming(StoredLayer layer, Optional<LayerId> parent, LayerId computed) {

    /** Podman takes any name; it gives this one when it pulls. */
    public boolean isRight() {
      return computed.equals(layer.id());
    }
  }

  /** The names of its layers, computed anew from the diff IDs, base first. */
  public List<Naming> namings() {
    List<Naming> namings = new ArrayList<>();
    for (StoredLayer layer : baseFirst()) {
      layer
          .record()
          .diffId()
          .ifPresent(diffId ->
              namings.add(
                  new Naming(
                      layer,
                      layer.record().parent(),
                      layer
                          .record()
                          .parent()
                          .map(parent -> parent.with(diffId))
                          .orElseGet(() -> LayerId.ofBase(diffId)))));
    }
    return List.copyOf(namings);
  }

  /** Its newest name. */
  @Override
  public String toString() {
    return name();
  }
}
