package capas.lab;

import capas.blob.Digest;
import capas.image.Conversion;
import capas.image.Image;
import capas.image.ImageComparison;
import capas.image.ManifestFormat;
import capas.registry.Fault;
import capas.registry.Pull;
import capas.registry.PullStep;
import capas.registry.PulledImage;
import capas.registry.StepwisePull;
import capas.words.CapasException;
import capas.words.Told;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Container images, step by step: where they come from, what they are made of, and the proof of
 * every byte. What is pulled lands in an OCI layout in a folder of the lab's own.
 *
 * <pre>{@code
 * var images = ImageLab.create();
 * images.startRegistry();
 * images.pullImage(images.sample("httpd:latest"));
 * images.digestLadder()
 * }</pre>
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/spec.md">OCI image
 *     specification</a>
 */
public final class ImageLab implements AutoCloseable {

  private final LabFolder folder;
  private final Map<String, PulledImage> pulled = new LinkedHashMap<>();
  private final SampleRegistry registry;
  private Optional<StepwisePull> steps = Optional.empty();

  private ImageLab(LabFolder folder) {
    this.folder = folder;
    this.registry = new SampleRegistry(folder.top().resolve("registry"));
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "capas-lab-end"));
  }

  /** A new lab in {@code /var/tmp}. */
  public static ImageLab create() {
    return in(Path.of("/var/tmp"));
  }

  /** A new lab in a folder of its own inside this one. */
  public static ImageLab in(Path base) {
    return new ImageLab(LabFolder.in(base));
  }

  /**
   * Starts a registry on this machine, with sample images made on the spot: no internet is needed.
   * Stands for {@code ./capas registry}. It ends with the lab.
   */
  public RegistryStarted startRegistry() {
    return startRegistry(0);
  }

  /** The same on this port; 0 is a free one. */
  public RegistryStarted startRegistry(int port) {
    return registry.start(port);
  }

  /** The full name of a sample image in the started registry; {@code httpd:latest}, for example. */
  public String sample(String name) {
    return registry.sample(name);
  }

  /** Lets the started registry do these things wrong; without any it does all right again. */
  public void faults(Fault... wanted) {
    registry.started().faults(wanted);
  }

  /**
   * Pulls an image, and shows what happens while it does. Stands for {@code podman pull NAME}. What
   * is here already is not fetched again; what an earlier pull left is gone on with.
   *
   * @throws CapasException if it cannot be had; nothing unverified has a name then
   */
  public Pulled pullImage(String name) {
    Pulled image = pull(name, layout());
    remember(image.image());
    return image;
  }

  /** Pulls an image into the OCI layout in a folder of your choice, which is made if need be. */
  public static Pulled pull(String name, Path layout) {
    return LayoutPull.of(name).into(layout);
  }

  /** The same, with each layer's digest compared but what is inside not looked at: in less time. */
  public static Pulled pullUnopened(String name, Path layout) {
    return LayoutPull.of(name).unopened().into(layout);
  }

  /**
   * Takes the images of an OCI layout (a folder or a tar archive) or of a {@code docker save}
   * archive: a class without internet. Stands for {@code podman load -i FILE}.
   *
   * @throws CapasException if it is none of these, or a byte of it is not the promised one
   */
  public Loaded load(String path) {
    List<PulledImage> loaded = Loading.into(layout(), Path.of(path));
    loaded.forEach(this::remember);
    return new Loaded(path, loaded.stream().map(image -> image.reference().text()).toList());
  }

  /** The same, one step at a time: each {@link #nextStep} does one. */
  public PullBegun stepThrough(String name) {
    steps.ifPresent(StepwisePull::close);
    steps = Optional.of(Pull.of(name).stepwise(layout()));
    return new PullBegun(name);
  }

  /**
   * Does the next step of the pull and shows the requests that it took.
   *
   * @throws ImageLabException.NothingToStep after the last one, or before {@link #stepThrough}
   */
  public PullStepSeen nextStep() {
    PullStep step =
        steps.flatMap(StepwisePull::next).orElseThrow(ImageLabException.NothingToStep::new);
    if (step instanceof PullStep.LayoutWritten end) {
      remember(end.pulled());
    }
    return new PullStepSeen(step);
  }

  /** All requests of the last pull, as the curl lines that they stand for. */
  public ConversationSeen conversation() {
    return new ConversationSeen(last().conversation());
  }

  /** The manifest of the image pulled last, as it came. */
  public JsonSeen manifest() {
    PulledImage image = last();
    Digest digest = image.image().manifest().digest();
    return JsonSeen.of(DigestLadder.path(digest), image.image().manifest().bytes());
  }

  /** Its configuration, as it came. */
  public JsonSeen config() {
    PulledImage image = last();
    return JsonSeen.of(DigestLadder.path(image.imageId()), image.image().config().bytes());
  }

  /**
   * Which command made which layer, and which made none. Stands for {@code podman history NAME}.
   */
  public ImageHistory history() {
    return new ImageHistory(last().image());
  }

  /** Every digest of the image pulled last, recomputed from the bytes on the disk. */
  public DigestLadder digestLadder() {
    return DigestLadder.of(last());
  }

  /**
   * The same, to end a lesson with.
   *
   * @throws ImageLabException.LadderBroken if a name is not what its bytes give
   */
  public DigestLadder checkLadder() {
    DigestLadder ladder = digestLadder();
    long broken = ladder.rungs().stream().filter(rung -> !rung.isRight()).count();
    if (broken > 0) {
      throw new ImageLabException.LadderBroken(broken, ladder.rungs().size());
    }
    return ladder;
  }

  /** The files of the layout. Stands for {@code find . -type f}. */
  public LayoutTree layoutTree() {
    return LayoutTree.of(layout());
  }

  /** Which layers two pulled images share. */
  public Comparison compare(String first, String second) {
    Image one = image(first);
    Image other = image(second);
    return new Comparison(first, second, ImageComparison.compare(one, other));
  }

  /**
   * What pulling this image would fetch, from its manifest alone. Stands for {@code skopeo inspect
   * --raw docker://NAME}.
   */
  public Cost cost(String name) {
    return Cost.of(name, layout());
  }

  /**
   * The manifest of the image pulled last in the other of the two formats.
   *
   * @throws capas.image.ImageException if a part of it has no words there
   */
  public Converted convert() {
    Image image = last().image();
    ManifestFormat other =
        image.manifest().format() == ManifestFormat.OCI
            ? ManifestFormat.DOCKER
            : ManifestFormat.OCI;
    return new Converted(other, Conversion.of(image, other));
  }

  /** Does a step that may be refused, and gives the refusal as a value to read instead. */
  public Told attempt(Supplier<? extends Told> step) {
    return Refusal.insteadOf(step);
  }

  /** Where the pulled images lie, as an OCI layout. */
  public Path layout() {
    return folder.top().resolve("layout");
  }

  /** Ends the registry and removes the lab's folder. It happens by itself with the process. */
  @Override
  public void close() {
    steps.ifPresent(StepwisePull::close);
    registry.close();
    folder.close();
  }

  @Override
  public String toString() {
    return "ImageLab " + folder.top();
  }

  private void remember(PulledImage image) {
    String name = image.reference().text();
    pulled.remove(name);
    pulled.put(name, image);
  }

  private PulledImage last() {
    return pulled.values().stream()
        .reduce((before, after) -> after)
        .orElseThrow(ImageLabException.NothingPulled::new);
  }

  private Image image(String name) {
    PulledImage image = pulled.get(name);
    if (image == null) {
      throw new ImageLabException.NotPulled(name, pulled.keySet());
    }
    return image.image();
  }
}
