package capas.lab;

import capas.words.CapasException;
import java.nio.file.Path;
import java.util.List;

/** A step that the store lab could not do. */
public abstract sealed class StoreLabException extends CapasException {

  private StoreLabException(String key, Object... facts) {
    super(key, facts);
  }

  /** The store has no image yet. */
  public static final class NoImage extends StoreLabException {
    NoImage() {
      super("no-image");
    }
  }

  /** The image has not so many layers. */
  public static final class NoSuchLayer extends StoreLabException {
    NoSuchLayer(String image, int number, int layers) {
      super("no-such-layer", image, number, layers);
    }
  }

  /** No walk was begun, or it is at its end. */
  public static final class NothingToWalk extends StoreLabException {
    NothingToWalk() {
      super("nothing-to-walk");
    }
  }

  /** Podman is not installed here. */
  public static final class NoPodman extends StoreLabException {
    NoPodman(List<String> command) {
      super("no-podman", String.join(" ", command));
    }
  }

  /** Podman could not be started. */
  public static final class PodmanFailed extends StoreLabException {
    PodmanFailed(String command, String reason) {
      super("podman-failed", quote(command), quote(reason));
    }
  }

  /** The names of the layers do not fit into the mount's data. */
  public static final class TooManyLayers extends StoreLabException {
    TooManyLayers(int layers, int bytes, int most) {
      super("too-many-layers", layers, bytes, most);
    }
  }

  /** An image is mounted here already. */
  public static final class MountedAlready extends StoreLabException {
    MountedAlready(String line) {
      super("mounted-already", line);
    }
  }

  /** No image is mounted here. */
  public static final class NotMounted extends StoreLabException {
    NotMounted() {
      super("no-image-mounted");
    }
  }

  /** The store is not the lab's own. */
  public static final class NotOurStore extends StoreLabException {
    NotOurStore(String graphroot, String image) {
      super("not-our-store", graphroot, quote(image));
    }
  }

  /** A layer of this driver is no overlay. */
  public static final class NotAnOverlay extends StoreLabException {
    NotAnOverlay(String driver) {
      super("not-an-overlay", driver);
    }
  }

  /** A program mounts these layers, and the kernel would show what they hide. */
  public static final class NeedsMountProgram extends StoreLabException {
    NeedsMountProgram(Path graphroot) {
      super("needs-mount-program", graphroot);
    }
  }

  /** The check found faults. */
  public static final class StoreDamaged extends StoreLabException {
    StoreDamaged(Path graphroot, int faults) {
      super("store-damaged", graphroot, faults);
    }
  }
}
