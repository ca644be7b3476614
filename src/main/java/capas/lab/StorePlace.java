package capas.lab;

import capas.store.GraphRoot;
import capas.store.StorageConf;
import capas.store.StorageConf.Flags;
import capas.store.Store;
import capas.store.StoreCheck;
import capas.store.StoreInfo;
import capas.store.StoredImage;
import capas.words.Told;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Which store a lab is about, for us and for the real Podman.
 *
 * @param folder the lab's own, in which its store lies or beside which it looks at another
 * @param own whether the store is the lab's, to be written to
 */
record StorePlace(LabFolder folder, Flags flags, PodmanCommand podman, boolean own) {

  private static final Path LABS = Path.of("/var/tmp");

  /** A store of the lab's own. */
  static StorePlace create() {
    LabFolder folder = LabFolder.in(LABS);
    Path graphroot = folder.top().resolve("storage");
    Path runroot = folder.top().resolve("run");
    List<String> podmans =
        List.of(
            "--root",
            graphroot.toString(),
            "--runroot",
            runroot.toString(),
            // An empty store tells no driver, and an ordinary user's Podman may prefer vfs.
            "--storage-driver",
            GraphRoot.OVERLAY,
            // Otherwise overlay/ stays mounted on itself as long as an image is mounted.
            "--storage-opt",
            "overlay.skip_mount_home=true");
    return new StorePlace(folder, Flags.of(graphroot, runroot), new PodmanCommand(podmans), true);
  }

  static StorePlace at(Path graphroot) {
    Flags flags = new Flags(Optional.of(graphroot), Optional.empty(), Optional.empty(), List.of());
    return new StorePlace(
        LabFolder.in(LABS),
        flags,
        new PodmanCommand(List.of("--root", graphroot.toString())),
        false);
  }

  static StorePlace ofThisMachine() {
    return new StorePlace(LabFolder.in(LABS), Flags.NONE, new PodmanCommand(List.of()), false);
  }

  <T> T inside(Callable<T> look) {
    return folder.namespace().call(look);
  }

  StorageConf conf() {
    return StorageConf.read(flags);
  }

  Store store() {
    return Store.open(conf());
  }

  ImageViews views(String image) {
    Store store = store();
    return new ImageViews(new StoreViews(store), store.image(image));
  }

  String firstImage() {
    return inside(() ->
        store().images().stream()
            .findFirst()
            .map(StoredImage::id)
            .orElseThrow(StoreLabException.NoImage::new));
  }

  /** In the namespace, whose disk may be another than that of the machine. */
  Pulled pull(String image) {
    if (!own) {
      throw new StoreLabException.NotOurStore(conf().graphroot().toString(), image);
    }
    return inside(() -> StorePull.of(image).into(conf()));
  }

  PodmanSaid podman(List<String> words) {
    return podman.run(folder.namespace(), words);
  }

  StoreInfoSeen info() {
    StoreInfo ours = inside(() -> StoreInfo.of(conf()));
    if (!PodmanCommand.isInstalled()) {
      return new StoreInfoSeen(ours, Optional.empty());
    }
    PodmanSaid said = podman(List.of("info", "--format", "json"));
    Optional<Map<String, String>> podmans = StoreInfo.ofPodman(String.join("\n", said.output()));
    return new StoreInfoSeen(ours, podmans.filter(facts -> said.exitStatus() == 0));
  }

  StoreChecked check() {
    Path top = conf().imagestore().orElse(conf().graphroot());
    return new StoreChecked(top, StoreCheck.of(top));
  }

  /** Every stop of a walk that is left. */
  Output all(StoreWalk walk) {
    List<Told> steps = new java.util.ArrayList<>();
    while (!walk.isAtEnd()) {
      steps.add(inside(walk::step));
    }
    return new Output(steps);
  }
}
