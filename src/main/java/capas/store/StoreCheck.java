package capas.store;

import capas.blob.Digest;
import capas.image.Image;
import capas.image.LayerId;
import capas.store.Damage.Kind;
import capas.words.CapasException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks for damage in a store: in its lists, its documents, its folders, and every file of every
 * layer. Nothing is repaired. Stands for {@code podman system check}, which sees neither a lost
 * setuid bit nor a lost attribute, and takes changed times of folders for damage.
 */
public final class StoreCheck {

  private final GraphRoot root;
  private final StoreFiles files;
  private final List<Damage> found = new ArrayList<>();

  private StoreCheck(GraphRoot root) {
    this.root = root;
    this.files = new StoreFiles(root.top());
  }

  /** Every damage in the store of this folder, itself alone; none if it is sound. */
  public static List<Damage> of(Path graphroot) {
    return of(new GraphRoot(graphroot, Store.driverIn(graphroot)));
  }

  static List<Damage> of(GraphRoot root) {
    StoreCheck check = new StoreCheck(root);
    try {
      check.check(Store.open(root.top(), root.driver()));
    } catch (StoreException.MalformedList e) {
      check.found.add(Damage.of(Kind.LIST_MALFORMED, e.list(), "", e));
    }
    return List.copyOf(check.found);
  }

  private void check(Store store) {
    boolean isListed = lists(store);
    for (StoredImage image : store.images()) {
      guarded(() -> image(image));
    }
    LayerCheck layers = new LayerCheck(root, files, found);
    for (StoredLayer layer : store.layers()) {
      guarded(() -> layers.check(layer, store));
    }
    if (isListed) {
      orphans(store);
    }
  }

  private interface Look {
    void look();
  }

  /** A place that leads out of the store is damage too, and ends the look at this one thing. */
  private void guarded(Look look) {
    try {
      look.look();
    } catch (StoreException.Misleading e) {
      found.add(new Damage(Kind.MISLEADING, e.place(), "", "", e.found()));
    }
  }

  /** Whether what is not listed can be told from what is. */
  private boolean lists(Store store) {
    boolean hasLayers = !folders(root.driverFolder()).isEmpty();
    boolean hasImages = !folders(root.images()).isEmpty();
    if (store.layers().isEmpty() && hasLayers && !Files.exists(root.layersJson())) {
      found.add(Damage.of(Kind.LIST_MISSING, root.layersJson()));
    }
    if (store.images().isEmpty() && hasImages && !Files.exists(root.imagesJson())) {
      found.add(Damage.of(Kind.LIST_MISSING, root.imagesJson()));
    }
    return found.isEmpty();
  }

  private void image(StoredImage image) {
    documents(image);
    List<StoredLayer> stack = stack(image);
    try {
      Image described = image.image();
      if (stack.size() != described.layers().size()) {
        found.add(
            new Damage(
                Kind.STACK_DIFFERS,
                root.layersJson(),
                image.name(),
                Integer.toString(described.layers().size()),
                Integer.toString(stack.size())));
        return;
      }
      for (int i = 0; i < stack.size(); i++) {
        diffId(stack.get(i), described.layers().get(i).diffId().text());
      }
    } catch (StoreException.DocumentMissing e) {
      found.add(Damage.of(Kind.DOCUMENT_MISSING, e.file(), e.key()));
    } catch (StoreException e) {
      throw e;
    } catch (CapasException e) {
      found.add(Damage.of(Kind.DOCUMENT_CHANGED, root.image(image.id()), image.name(), e));
    }
  }

  private List<StoredLayer> stack(StoredImage image) {
    try {
      return image.baseFirst();
    } catch (StoreException.LayerNotListed e) {
      found.add(Damage.of(Kind.LAYER_NOT_LISTED, root.layersJson(), e.id()));
    } catch (StoreException.LayersInCircle e) {
      found.add(Damage.of(Kind.LAYERS_IN_CIRCLE, root.layersJson(), e.id()));
    }
    return List.of();
  }

  private void diffId(StoredLayer layer, String promised) {
    layer
        .record()
        .diffId()
        .filter(diffId -> !diffId.text().equals(promised))
        .ifPresent(diffId ->
            found.add(
                new Damage(
                    Kind.DIFF_ID_DIFFERS,
                    root.layersJson(),
                    layer.id().hex(),
                    promised,
                    diffId.text())));
  }

  private void documents(StoredImage image) {
    ImageRecord record = image.record();
    for (String key : record.bigDataNames()) {
      Path file = root.bigData(record.id(), key);
      Optional<byte[]> bytes = files.bytes(file, Integer.MAX_VALUE - 8);
      if (bytes.isEmpty()) {
        if (isNoLongerFound(key)) {
          found.add(Damage.of(Kind.DOCUMENT_MISSING, file, key));
        }
        continue;
      }
      Long size = record.bigDataSizes().get(key);
      if (size == null) {
        found.add(Damage.of(Kind.SIZE_NOT_LISTED, root.imagesJson(), key));
      }
      document(file, key, bytes.get(), Optional.ofNullable(size), record.bigDataDigests());
    }
  }

  /** Those that {@link StoredImage#image} reads are told of where they are missed. */
  private static boolean isNoLongerFound(String key) {
    return !key.equals(BigData.MANIFEST) && !key.startsWith("sha256:");
  }

  private void document(
      Path file, String key, byte[] bytes, Optional<Long> size, Map<String, Digest> digests) {
    String actual = Digest.of(bytes).text();
    String promised = Optional.ofNullable(digests.get(key)).map(Digest::text).orElse(actual);
    if (!promised.equals(actual) || size.filter(length -> length != bytes.length).isPresent()) {
      found.add(new Damage(Kind.DOCUMENT_CHANGED, file, key, promised, actual));
    }
  }

  private void orphans(Store store) {
    Set<String> ids =
        store.layers().stream().map(layer -> layer.id().hex()).collect(Collectors.toSet());
    Path layers =
        root.driver().equals("vfs") ? root.driverFolder().resolve("dir") : root.driverFolder();
    Set<String> ofDriver = Set.of("l", "staging", "tempdirs");
    for (String name : folders(layers)) {
      if (!ids.contains(name) && !ofDriver.contains(name)) {
        found.add(Damage.of(Kind.ORPHAN_LAYER, layers.resolve(name)));
      }
    }
    Set<String> links = new HashSet<>();
    store.layers().forEach(layer -> guarded(() -> layer.link().ifPresent(links::add)));
    for (String name : files.names(root.links())) {
      if (!links.contains(name) && !isOfLayer(root.links().resolve(name), ids)) {
        found.add(Damage.of(Kind.ORPHAN_LINK, root.links().resolve(name)));
      }
    }
    Set<String> images = store.images().stream().map(StoredImage::id).collect(Collectors.toSet());
    for (String name : folders(root.images())) {
      if (!images.contains(name)) {
        found.add(Damage.of(Kind.ORPHAN_IMAGE, root.images().resolve(name)));
      }
    }
  }

  /** A layer that lost its file {@code link} is told of already. */
  private static boolean isOfLayer(Path link, Set<String> ids) {
    try {
      String[] names = Files.readSymbolicLink(link).toString().split("/");
      return names.length == 3 && ids.contains(new LayerId(names[1]).hex());
    } catch (java.io.IOException notALink) {
      return false;
    }
  }

  private List<String> folders(Path folder) {
    return files.names(folder).stream()
        .filter(name -> !name.startsWith(".") && files.isFolder(folder.resolve(name)))
        .toList();
  }
}
