package capas.lab;

import capas.store.Driver;
import capas.store.RebuiltTar;
import capas.store.StoredImage;
import capas.words.Told;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How Podman keeps images on the disk, step by step: a containers/storage folder of the lab's own,
 * or one that Podman has written, which is only looked at.
 *
 * <pre>{@code
 * var storage = StoreLab.create();
 * storage.startRegistry();
 * storage.pullImage(storage.sample("httpd:latest"));
 * storage.walkOverlayLayers();
 * storage.nextStep()
 * }</pre>
 *
 * <p>An image is named as for Podman; where none is named it is the one of the last step that named
 * one, or the first of the store. Layers are counted from 1, the base; files and folders are named
 * from the graphroot.
 *
 * @see <a
 *     href="https://github.com/containers/storage/blob/main/docs/containers-storage.md">containers/storage</a>
 */
public final class StoreLab implements AutoCloseable {

  private final StorePlace place;
  private final ImageMounting mounting;
  private final SampleRegistry registry;
  private Optional<String> named = Optional.empty();
  private Optional<StoreWalk> walk = Optional.empty();

  private StoreLab(StorePlace place) {
    this.place = place;
    this.mounting = new ImageMounting(place.folder());
    this.registry = new SampleRegistry(place.folder().top().resolve("registry"));
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "capas-lab-end"));
  }

  /** A store of the lab's own, empty, in {@code /var/tmp}. */
  public static StoreLab create() {
    return new StoreLab(StorePlace.create());
  }

  /** The store in this folder, to be looked at. Stands for {@code podman --root GRAPHROOT}. */
  public static StoreLab open(String graphroot) {
    return new StoreLab(StorePlace.at(Path.of(graphroot).toAbsolutePath()));
  }

  /** The store that Podman uses here for whoever runs this, to be looked at. */
  public static StoreLab ofThisMachine() {
    return new StoreLab(StorePlace.ofThisMachine());
  }

  /**
   * Starts a registry on this machine, with sample images made on the spot: no internet is needed.
   * Stands for {@code ./capas registry}. It ends with the lab.
   */
  public RegistryStarted startRegistry() {
    return registry.start(0);
  }

  /** The full name of a sample image in the started registry; {@code httpd:latest}, for example. */
  public String sample(String name) {
    return registry.sample(name);
  }

  /**
   * Pulls an image into the lab's store, as Podman would leave it there. Stands for {@code podman
   * --root GRAPHROOT pull NAME}.
   *
   * @throws StoreLabException.NotOurStore if the store is only to be looked at
   */
  public Pulled pullImage(String image) {
    Pulled pulled = place.pull(image);
    named = Optional.of(pulled.image().reference().text());
    return pulled;
  }

  /**
   * The section {@code store:} of {@code podman info}, found out by us; beside it what the real
   * command says, where Podman is installed.
   */
  public StoreInfoSeen storeInfo() {
    return place.info();
  }

  /** Which storage.conf is read, and where each setting comes from. */
  public ConfigurationSeen configuration() {
    return new ConfigurationSeen(place.conf());
  }

  /** The drivers that the course names, and which of them this machine could use here. */
  public DriversSeen drivers() {
    return place.inside(() -> new DriversSeen(path(), Driver.onThisMachine(path())));
  }

  /** Begins a walk from the graphroot to the files of a layer; each {@link #nextStep} is a stop. */
  public WalkBegun walkOverlayLayers() {
    return walkOverlayLayers(name());
  }

  /** The same with this image. */
  public WalkBegun walkOverlayLayers(String image) {
    StoreWalk begun = place.inside(() -> new StoreWalk(place.views(image)));
    walk = Optional.of(begun);
    named = Optional.of(image);
    return begun.begun();
  }

  /**
   * Goes to the next stop of the walk.
   *
   * @throws StoreLabException.NothingToWalk after the last one, or before {@link
   *     #walkOverlayLayers}
   */
  public WalkStep nextStep() {
    StoreWalk here =
        walk.filter(w -> !w.isAtEnd()).orElseThrow(StoreLabException.NothingToWalk::new);
    return place.inside(here::step);
  }

  /** All stops that are left of the walk, or of a new one, one after the other. */
  public Output wholeWalk() {
    if (walk.filter(w -> !w.isAtEnd()).isEmpty()) {
      walkOverlayLayers();
    }
    return place.all(walk.orElseThrow());
  }

  /** One stop of the walk alone. */
  public WalkStep look(StoreWalk.Stop stop) {
    return ofImage(views -> new StoreWalk(views).at(stop));
  }

  /** What {@code ls -al FOLDER} shows: {@code overlay/l}, for example. */
  public Listing ls(String folder) {
    return place.inside(() -> new StoreViews(place.store()).list(folder));
  }

  /** What {@code cat FILE} shows. */
  public FileText cat(String file) {
    return place.inside(() -> new StoreViews(place.store()).text(file));
  }

  /** What {@code cat FILE | jq} shows: {@code overlay-layers/layers.json}, for example. */
  public JsonSeen json(String file) {
    FileText text = cat(file);
    return new JsonSeen(text.name(), text.text());
  }

  /** The image's manifest, as it came. Stands for {@code cat overlay-images/ID/manifest | jq}. */
  public JsonSeen manifest() {
    return ofImage(ImageViews::manifest);
  }

  /** The image's config, as it came, from the file whose name is in base64. */
  public JsonSeen config() {
    return ofImage(ImageViews::config);
  }

  /** The course's first figure: an image is a config and layers in order. */
  public ImageFigure imageFigure() {
    return ofImage(ImageViews::figure);
  }

  /** From the manifest's digests over layers.json to the folders, as a table. */
  public MatchSeen match() {
    return ofImage(ImageViews::match);
  }

  /** The same as the course's second figure. */
  public MatchFigure matchFigure() {
    return ofImage(ImageViews::matchFigure);
  }

  /** The names of the layers, computed before your eyes. */
  public LayerIdsSeen layerIds() {
    return ofImage(ImageViews::layerIds);
  }

  /** The folder of a layer, its {@code link} and its {@code lower}. */
  public LayerFolderSeen layerFolder(int number) {
    return ofImage(views -> views.layerFolder(number));
  }

  /**
   * The tar of a layer, made again from its files and its tar-split, and its diff ID proved. Stands
   * for {@code podman save}, which does the same.
   */
  public TarRebuilt rebuildTar(int number) {
    Path file = place.folder().top().resolve("layer-" + number + ".tar");
    return ofImage(views -> new TarRebuilt(number, RebuiltTar.of(views.layer(number), file)));
  }

  /**
   * Every fault of the store: in its lists, documents, links, folders and files. Nothing is
   * repaired. Stands for {@code podman system check}.
   */
  public StoreChecked check() {
    return place.inside(place::check);
  }

  /** Where the files of a layer lie: {@code overlay/ID/diff}. For trials with plain Java. */
  public Path diff(int number) {
    return ofImage(views -> views.layer(number).diff());
  }

  /** Which layers several images have in common, and what it saves. */
  public SharedSeen sharedLayers() {
    return place.inside(() -> new StoreViews(place.store()).shared());
  }

  /** What the store takes on the disk, by folder. Stands for {@code du -s}. */
  public DiskUsageSeen diskUsage() {
    return place.inside(() -> new StoreViews(place.store()).diskUsage());
  }

  /** Every whiteout and opaque folder in the image's layers, and what it hides. */
  public LayerMarksSeen inspectWhiteouts() {
    return ofImage(ImageViews::marks);
  }

  /** In which layers a file was born, changed, hidden, born again: {@code etc/passwd}. */
  public BiographySeen biography(String path) {
    return ofImage(views -> views.biography(path));
  }

  /** Shows the image as one tree, to be read. Stands for {@code podman image mount NAME}. */
  public ImageMounted mountImage() {
    return mountImage(name());
  }

  /** The same of this image. */
  public ImageMounted mountImage(String image) {
    return mounting.mount(stored(image), false);
  }

  /** Shows the image with a folder above it for what is written, as a container has it. */
  public ImageMounted mountImageWithUpper(String image) {
    return mounting.mount(stored(image), true);
  }

  /** Stands for {@code umount merged}. */
  public Step unmountImage() {
    return mounting.unmount();
  }

  /** Does the real {@code podman} on this store, and shows what it prints. */
  public PodmanSaid podman(String... words) {
    return place.podman(List.of(words));
  }

  /** Does a step that may be refused, and gives the refusal as a value to read instead. */
  public Told attempt(Supplier<? extends Told> step) {
    return Refusal.insteadOf(step);
  }

  /** The graphroot. */
  public Path path() {
    return place.conf().graphroot();
  }

  /** Ends the registry, unmounts, and removes the lab's own folder. */
  @Override
  public void close() {
    registry.close();
    place.folder().close();
  }

  @Override
  public String toString() {
    return "StoreLab " + path();
  }

  private StoredImage stored(String image) {
    named = Optional.of(image);
    return place.inside(() -> place.store().image(image));
  }

  private <T> T ofImage(Function<ImageViews, T> look) {
    String image = name();
    return place.inside(() -> look.apply(place.views(image)));
  }

  private String name() {
    return named.orElseGet(place::firstImage);
  }
}
