package capas.overlay;

import capas.layer.LayerStack;
import capas.linux.MountNamespace;
import capas.linux.MountPoint;
import capas.linux.Mounts;
import java.nio.file.Path;

/** An overlay that the kernel has mounted; closing unmounts it. */
public final class MountedOverlay implements AutoCloseable {

  private final Overlay overlay;
  private final MountNamespace namespace;
  private final LayerStack layers;

  MountedOverlay(Overlay overlay, MountNamespace namespace, LayerStack layers) {
    this.overlay = overlay;
    this.namespace = namespace;
    this.layers = layers;
  }

  public Overlay overlay() {
    return overlay;
  }

  /** Upper, then the lowers: topmost first. */
  public LayerStack layers() {
    return layers;
  }

  /** Where the one tree shows, for a thread of the namespace. */
  public Path place() {
    return namespace.folder().resolve(overlay.merged());
  }

  /** The line that {@code mount} prints for it. */
  public MountPoint mountPoint() {
    return namespace.call(() -> {
      Path place = place().toRealPath();
      return Mounts.table().stream()
          .filter(mount -> mount.place().equals(place))
          .findFirst()
          .orElseThrow();
    });
  }

  /** The state of upper, work, lowers and merged at this moment. */
  public Observation observe() {
    return namespace.call(
        () -> Observation.of(layers, namespace.folder().resolve(overlay.workdir())));
  }

  /**
   * Stands for {@code umount merged}.
   *
   * @throws capas.linux.SyscallException EBUSY while a process uses a file in it
   */
  public void unmount() {
    namespace.run(() -> Mounts.unmount(place()));
  }

  /** Unmounts, whoever still uses it. */
  @Override
  public void close() {
    namespace.run(() -> Mounts.detach(place()));
  }
}
