package capas.overlay;

import capas.layer.DirectoryLayer;
import capas.layer.LayerStack;
import capas.layer.Marks;
import capas.linux.KernelLog;
import capas.linux.MountNamespace;
import capas.linux.Mounts;
import capas.linux.SyscallException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders of an overlay, not mounted. Names are written as they go into the mount's data:
 * relative to the folder of the {@link MountNamespace}, or absolute.
 *
 * @param lowerdir topmost first, as the kernel reads them
 * @param options further ones, such as {@code redirect_dir=on}
 * @see <a href="https://docs.kernel.org/filesystems/overlayfs.html">Linux: Overlay Filesystem</a>
 */
public record Overlay(
    List<String> lowerdir, String upperdir, String workdir, String merged, List<String> options) {

  public Overlay {
    lowerdir = List.copyOf(lowerdir);
    options = List.copyOf(options);
  }

  /** What stands behind {@code -o}: {@code lowerdir=…,upperdir=…,workdir=…}. */
  public String data() {
    List<String> all = new ArrayList<>();
    all.add("lowerdir=" + String.join(":", lowerdir));
    all.add("upperdir=" + upperdir);
    all.add("workdir=" + workdir);
    all.addAll(options);
    return String.join(",", all);
  }

  /**
   * Mounts this overlay and returns the handle that unmounts it.
   *
   * <p>Stands for {@code mount -t overlay overlay -o lowerdir=…,upperdir=…,workdir=… merged}.
   *
   * @throws OverlayRefusedException if the kernel refuses, with the real cause, or if what it would
   *     mount is not what was meant (a name with {@code : , \}, data of more than a page, folders
   *     in use); nothing is changed then
   */
  public MountedOverlay mount(MountNamespace namespace) {
    return namespace.call(() -> {
      Diagnosis diagnosis = new Diagnosis(this, namespace.folder());
      diagnosis.beforeAskingTheKernel();
      KernelLog log = KernelLog.mark();
      try {
        Mounts.mount("overlay", "overlay", merged, data());
      } catch (SyscallException refused) {
        throw diagnosis.of(refused, log.since("overlayfs:"));
      }
      return new MountedOverlay(this, namespace, layers(namespace.folder()));
    });
  }

  /** Upper and lowers, topmost first. */
  private LayerStack layers(Path folder) {
    Marks marks = options.contains("userxattr") ? Marks.USER : Marks.TRUSTED;
    return new LayerStack(
        Stream.concat(Stream.of(upperdir), lowerdir.stream())
            .map(name -> new DirectoryLayer(name, folder.resolve(name), marks))
            .toList());
  }
}
