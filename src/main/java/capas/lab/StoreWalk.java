package capas.lab;

import capas.linux.FileStatus;
import capas.store.StorageConf;
import capas.store.Store;
import capas.store.StoredImage;
import capas.words.CapasException;
import capas.words.Told;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** The way of the course through a store, from its top folder to the files of a layer. */
public final class StoreWalk {

  /** A place where something is to be seen, in this order. */
  public enum Stop {
    /** The names in the graphroot. */
    GRAPHROOT,
    /** The list of the images. */
    IMAGES_JSON,
    /** The folder of the image and its documents. */
    IMAGE_FOLDER,
    /** The manifest: the image's config and its layers in order. */
    MANIFEST,
    /** What is kept of each layer beside its files. */
    TAR_SPLITS,
    /** The list of the layers. */
    LAYERS_JSON,
    /** From the manifest's digests to the folders. */
    MATCH,
    /** The names of the layers, computed. */
    LAYER_IDS,
    /** The folder of the base. */
    BASE_FOLDER,
    /** The folder of the uppermost layer. */
    TOP_FOLDER,
    /** The short links. */
    LINKS
  }

  private final ImageViews views;
  private int next;

  StoreWalk(ImageViews views) {
    this.views = views;
  }

  /**
   * Every image of a store, each followed from its manifest to the folders of its layers; an image
   * with several names once for each. Stands for {@code podman images}.
   *
   * @param graphroot of the store; without it, the one that Podman uses here
   */
  public static ImagesSeen images(Optional<Path> graphroot) {
    // Asking the kernel takes long the first time: this thread reads the lists meanwhile, and is
    // told what goes wrong with it when it asks itself.
    Thread.ofPlatform().daemon().start(new FutureTask<>(() -> FileStatus.find(Path.of("/"))));
    Store store = open(graphroot);
    return new ImagesSeen(
        store.root().top(), store.images().parallelStream().flatMap(StoreWalk::lines).toList());
  }

  private static Stream<ImagesSeen.Line> lines(StoredImage image) {
    ImagesSeen.Line line = line(image);
    return image.names().stream().map(line::named);
  }

  private static ImagesSeen.Line line(StoredImage image) {
    try {
      int layers = image.ofManifest().size();
      return new ImagesSeen.Line(
          image.name(), image.id(), layers, image.sizeInBytes(), Optional.empty());
    } catch (CapasException refused) {
      return new ImagesSeen.Line(image.name(), image.id(), 0, 0, Optional.of(refused));
    }
  }

  /** All stops with one image. */
  public static Output whole(Optional<Path> graphroot, String image) {
    Store store = open(graphroot);
    StoreWalk walk = new StoreWalk(new ImageViews(new StoreViews(store), store.image(image)));
    List<Told> steps = new ArrayList<>();
    while (!walk.isAtEnd()) {
      steps.add(walk.step());
    }
    return new Output(steps);
  }

  private static Store open(Optional<Path> graphroot) {
    return Store.open(
        StorageConf.read(
            new StorageConf.Flags(graphroot, Optional.empty(), Optional.empty(), List.of())));
  }

  WalkBegun begun() {
    return new WalkBegun(views.image().name(), List.of(Stop.values()));
  }

  boolean isAtEnd() {
    return next == Stop.values().length;
  }

  WalkStep step() {
    return at(Stop.values()[next++]);
  }

  WalkStep at(Stop stop) {
    return new WalkStep(stop, stop.ordinal() + 1, Stop.values().length, shown(stop));
  }

  private List<Told> shown(Stop stop) {
    StoreViews store = views.store();
    return switch (stop) {
      case GRAPHROOT -> List.of(store.graphroot());
      case IMAGES_JSON -> List.of(store.imagesJson());
      case IMAGE_FOLDER -> List.of(views.folder());
      case MANIFEST -> List.of(views.manifest(), views.figure());
      case TAR_SPLITS -> List.of(views.tarSplits());
      case LAYERS_JSON -> List.of(store.layersJson());
      case MATCH -> List.of(views.match(), views.matchFigure());
      case LAYER_IDS -> List.of(views.layerIds());
      case BASE_FOLDER -> List.of(views.layerFolder(1));
      case TOP_FOLDER -> List.of(views.layerFolder(views.layers().size()));
      case LINKS -> List.of(store.links());
    };
  }
}
