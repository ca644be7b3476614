package capas.store;

import capas.blob.BlobDirectory;
import capas.image.Image;
import capas.image.ImageDestination;
import capas.image.ImageIndex;
import capas.image.ImageLayer;
import capas.image.ImageReference;
import capas.image.LayerId;
import capas.layer.Ownership;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Puts images into a store as Podman does. Layers are unpacked beside the store's own folders, and
 * without its locks; only when all of an image is there it is moved in, under the locks, the lists
 * last. Whatever happens before that, nobody else sees anything of it; {@code kill -9} leaves what
 * the next writer, or Podman, removes.
 */
public final class StoreWriter implements ImageDestination, AutoCloseable {

  /** So long a pull that was broken off can go on where it was; Podman does not see its bytes. */
  private static final Duration KEPT = Duration.ofDays(7);

  private final GraphRoot root;
  private final WorkFolder work;
  private final BlobDirectory arriving;
  private final Map<LayerId, LayerRecord> arrived = new ConcurrentHashMap<>();

  private StoreWriter(GraphRoot root) {
    this.root = root;
    this.work = WorkFolder.in(root);
    this.arriving = BlobDirectory.in(WorkFolder.top(root));
    arriving.forgetUnfinished(KEPT);
  }

  /**
   * Opens the store that Podman would use, and makes what is missing of it.
   *
   * @throws StoreException.OnlyOverlay if its layers are kept by another driver
   * @throws StoreException.NeedsMappedUsers if this process cannot give files to several users
   * @throws StoreException.OnAnotherFileSystem if a disk of its own is mounted on {@code overlay/}
   * @throws StoreException.Failed if it cannot be written
   */
  public static StoreWriter into(StorageConf conf) {
    if (Ownership.ofThisProcess() != Ownership.OF_THE_LAYER) {
      throw new StoreException.NeedsMappedUsers(conf.imagestore().orElse(conf.graphroot()));
    }
    return intoAsThisUser(conf);
  }

  /**
   * The same where this process can give files to itself alone: all of them are its own, whatever
   * the layers say, as with Podman's option {@code ignore_chown_errors}.
   */
  public static StoreWriter intoAsThisUser(StorageConf conf) {
    Path own = conf.imagestore().orElse(conf.graphroot());
    String driver = conf.driver().or(() -> Store.findDriver(own)).orElse(GraphRoot.OVERLAY);
    // Docker's name of the same.
    if (!driver.equals(GraphRoot.OVERLAY) && !driver.equals("overlay2")) {
      throw new StoreException.OnlyOverlay(own, driver);
    }
    GraphRoot root = GraphRoot.at(own);
    StoreFolders.make(root, conf.driver().isPresent());
    new Relocation(root).check();
    return new StoreWriter(root);
  }

  @Override
  public Path folder() {
    return root.top();
  }

  @Override
  public BlobDirectory arriving() {
    return arriving;
  }

  @Override
  public List<ImageLayer> missing(Image image) {
    Set<LayerId> here =
        LayersJson.read(root).stream()
            .filter(layer -> !layer.isIncomplete())
            .map(LayerRecord::id)
            .collect(Collectors.toSet());
    return image.layers().stream()
        .filter(layer -> !here.contains(layer.layerId()) && !arrived.containsKey(layer.layerId()))
        .toList();
  }

  @Override
  public Incoming open(ImageLayer layer) {
    return new LayerArrival(work, layer, record -> arrived.put(record.id(), record));
  }

  @Override
  public boolean commit(Image image, Optional<ImageIndex> index, ImageReference name) {
    boolean done;
    try (StoreLock.Held layers = StoreLock.toWrite(root.layersLock())) {
      done = new LayerPlacing(root, work, layers).place(image, arrived);
      if (done) {
        // No layer goes while the image that needs it is written.
        try (StoreLock.Held images = StoreLock.toWrite(root.imagesLock())) {
          new ImagePlacing(root, images).place(image, index, name);
        }
      }
    }
    if (done) {
      image.layers().forEach(layer -> arriving.forget(layer.digest()));
      arriving.forget(image.imageId());
      arrived.clear();
    }
    return done;
  }

  /** Removes what was not committed. */
  @Override
  public void close() {
    work.close();
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
