package capas.lab;

import capas.layer.LayerPath;
import capas.overlay.MountedOverlay;
import capas.overlay.Overlay;
import capas.words.Told;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A union filesystem, step by step, on the real kernel. Each method does one thing in a folder of
 * the lab's own and returns what a shell would show and what changed in which layer.
 *
 * <pre>{@code
 * var lab = OverlayLab.create();
 * lab.createLower();
 * lab.createUpper();
 * lab.mountOverlay();
 * lab.remove("f2");
 * }</pre>
 *
 * <p>Names given to {@link #write}, {@link #remove} and the like lie in {@code merged}; {@link
 * #ls}, {@link #cat} and {@link #hardLink} take a path from the lab's folder, such as {@code
 * upper/f1}. The overlay is mounted in a private mount namespace, and is gone when the process
 * ends.
 *
 * @see <a href="https://docs.kernel.org/filesystems/overlayfs.html">Linux: Overlay Filesystem</a>
 */
public final class OverlayLab implements AutoCloseable {

  private final LabFolder folder;
  private final LayerFiles files;
  private final Recording recording;
  private final LayerViews views;
  private final LayerMaking layers;

  private OverlayLab(LabFolder folder) {
    this.folder = folder;
    this.files = new LayerFiles(folder);
    this.recording = new Recording(files);
    this.layers = new LayerMaking(folder, files, recording);
    this.views = new LayerViews(folder, files, recording);
    Runtime.getRuntime().addShutdownHook(new Thread(folder::close, "capas-lab-end"));
  }

  /** A new lab in {@code /var/tmp}: on a disk, as the documents' examples are. */
  public static OverlayLab create() {
    return in(Path.of("/var/tmp"));
  }

  /** A new lab in a folder of its own inside this one. */
  public static OverlayLab in(Path base) {
    return new OverlayLab(LabFolder.in(base));
  }

  /** The lower layer of the course: {@code f1}, {@code f2} and {@code f3}. */
  public Step createLower() {
    return layers.lower("lower", LayerMaking.COURSE_LOWER);
  }

  /**
   * A lower layer of your own. The first one made lies uppermost, as the first name in {@code
   * lowerdir=lower1:lower2} does. Stands for {@code mkdir NAME} and an {@code echo} a file.
   *
   * @param content the text of each file by its path, a line without its end; a path that ends in a
   *     slash is an empty folder
   */
  public Step createLower(String name, Map<String, String> content) {
    return layers.lower(name, content);
  }

  /**
   * The upper layer of the course: {@code f3} and {@code f4}; with {@code work} and {@code merged}.
   */
  public Step createUpper() {
    return layers.upper(LayerMaking.COURSE_UPPER);
  }

  /** An upper layer of your own, with its empty {@code work} and the mount point {@code merged}. */
  public Step createUpper(Map<String, String> content) {
    return layers.upper(content);
  }

  /**
   * A whiteout made by hand in upper, before mounting: nothing but the device 0, 0. Stands for
   * {@code mknod upper/NAME c 0 0}.
   */
  public Step makeWhiteout(String name) {
    return layers.whiteout(name);
  }

  /**
   * A second name for a file, in one folder of the lab. Stands for {@code ln lower/f1 lower/h1}.
   */
  public Step hardLink(String existing, String name) {
    return recording.change(LayerPath.TOP, () -> files.hardLink(existing, name));
  }

  /** An empty folder of another file system. Stands for {@code mount -t tmpfs tmpfs NAME}. */
  public Step mountTmpfs(String name) {
    return layers.tmpfs(name);
  }

  /**
   * Mounts what was made, lowers in the order of their making. Stands for {@code mount overlay -t
   * overlay -o lowerdir=lower,upperdir=upper,workdir=work merged}.
   *
   * @param options further ones, such as {@code redirect_dir=on} or {@code metacopy=on}
   * @throws capas.overlay.OverlayRefusedException if it cannot be mounted; nothing is changed then
   */
  public Step mountOverlay(String... options) {
    return mount(layers.overlay(List.of(options)));
  }

  /**
   * Mounts folders of your choice, to see what the kernel takes and what it refuses; names count
   * from the lab's folder.
   *
   * @param lowerdir topmost first, with {@code :} between them
   */
  public Step mountFolders(String lowerdir, String upperdir, String workdir, String merged) {
    List<String> lowers = Arrays.asList(lowerdir.split(":"));
    return mount(layers.overlay(lowers, upperdir, workdir, merged, List.of()));
  }

  private Step mount(Overlay overlay) {
    recording.began(overlay.mount(folder.namespace()));
    return recording.told(
        List.of("mount overlay -t overlay -o " + overlay.data() + " " + overlay.merged()),
        mounts(),
        files.list(overlay.merged()));
  }

  /** Stands for {@code echo TEXT > merged/NAME}. */
  public Step write(String name, String text) {
    return change("write", name, path -> files.write(path, text));
  }

  /** Stands for {@code echo TEXT >> merged/NAME}. */
  public Step append(String name, String text) {
    return change("append", name, path -> files.append(path, text));
  }

  /** Stands for {@code rm merged/NAME}. */
  public Step remove(String name) {
    return change("remove", name, path -> files.remove(path));
  }

  /** Stands for {@code mkdir merged/NAME}. */
  public Step makeFolder(String name) {
    return change("makeFolder", name, path -> files.makeFolder(path));
  }

  /** Stands for {@code rm -r merged/NAME}. */
  public Step removeFolder(String name) {
    return change("removeFolder", name, path -> files.removeFolder(path));
  }

  /**
   * Stands for {@code mv merged/NAME merged/OTHER}, as rename(2) does it.
   *
   * @throws LabRefusedException.RenameNeedsRedirect for a folder of a lower layer, unless mounted
   *     with {@code redirect_dir=on}; mv would copy it file by file
   */
  public Step rename(String name, String other) {
    String target = LayerPath.parse(other).toString();
    String merged = recording.overlay("rename()").overlay().merged();
    return change("rename", name, path -> files.rename(path, merged + "/" + target));
  }

  /** Stands for {@code chmod MODE merged/NAME}; the mode in octal, such as {@code 600}. */
  public Step chmod(String name, String mode) {
    return change("chmod", name, path -> files.chmod(path, mode));
  }

  /** What {@code ls -al FOLDER/} shows; folders from the lab's own, such as {@code upper}. */
  public Output ls(String... names) {
    return new Output(Arrays.stream(names).<Told>map(files::list).toList());
  }

  /** What {@code cat NAME} shows; names from the lab's folder, such as {@code lower/f1}. */
  public Output cat(String... names) {
    return new Output(Arrays.stream(names).<Told>map(files::text).toList());
  }

  /** What {@code mount -t overlay} shows to the lab. */
  public MountTable mounts() {
    return views.mounts();
  }

  /** Each whiteout in upper, what it hides, and where its other names are; and opaque folders. */
  public Whiteouts inspectWhiteouts() {
    return views.whiteouts();
  }

  /** All layers and what shows of them, as trees. */
  public LayerTree tree() {
    return views.tree(layers.topFirst());
  }

  /** The course's figure of the overlay, drawn from its state now. */
  public LayerDiagram diagram() {
    return views.diagram();
  }

  /**
   * Says which names you expect to see in a folder after the next step; that step tells how right
   * you were.
   *
   * @param name such as {@code merged} or {@code upper}
   */
  public Prediction predict(String name, String... names) {
    Prediction prediction = new Prediction(name, new TreeSet<>(List.of(names)));
    recording.expect(prediction);
    return prediction;
  }

  /**
   * Holds what you did against what was asked.
   *
   * @throws LabRefusedException.CheckFailed with what was expected and what there is
   */
  public Checked check(Expectation... expectations) {
    return views.check(List.of(expectations));
  }

  /** Does a step that may be refused, and gives the refusal as a value to read instead. */
  public Told attempt(Supplier<? extends Told> step) {
    return Refusal.insteadOf(step);
  }

  /** Stands for {@code umount merged}; the layers stay as they are. */
  public Step unmount() {
    MountedOverlay overlay = recording.overlay("unmount()");
    overlay.unmount();
    recording.ended();
    String merged = overlay.overlay().merged();
    return recording.told(
        List.of("umount " + Shell.word(merged)),
        files.list(merged),
        files.list(overlay.overlay().upperdir()));
  }

  /** Unmounts and removes every layer: a new beginning. */
  public Step reset() {
    folder.empty();
    recording.ended();
    layers.forget();
    return recording.told(List.of("umount merged", "rm -r *"));
  }

  /** Unmounts and removes the lab's folder. It happens by itself at the end of the process. */
  @Override
  public void close() {
    folder.close();
  }

  @Override
  public String toString() {
    return "OverlayLab " + folder.top();
  }

  private Step change(String step, String name, Function<String, String> command) {
    LayerPath path = LayerPath.parse(name);
    String merged = recording.overlay(step + "(\"" + name + "\")").overlay().merged();
    return recording.change(path.parent(), () -> command.apply(merged + "/" + path));
  }
}
