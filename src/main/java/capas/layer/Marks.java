package capas.layer;

import capas.linux.Privileges;
import capas.linux.Xattrs;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a layer keeps what a file cannot say. The kernel's overlayfs reads extended attributes,
 * {@code trusted.overlay.*}, or {@code user.overlay.*} for a mount with {@code userxattr}, and the
 * character device 0, 0.
 */
public enum Marks {
  TRUSTED("trusted.overlay."),
  USER("user.overlay."),
  /**
   * Names that begin with {@code .wh.}, as in the layer's tar. So Podman writes layers that a
   * program mounts, fuse-overlayfs, which understands the kernel's marks too.
   *
   * @see <a href="https://github.com/containers/fuse-overlayfs">fuse-overlayfs</a>
   */
  NAMES("");

  private final String prefix;

  Marks(String prefix) {
    this.prefix = prefix;
  }

  /** Those that this process can write: only root of the machine writes the trusted ones. */
  public static Marks ofThisProcess() {
    return Privileges.isInUserNamespace() || !Privileges.isSuperuser() ? USER : TRUSTED;
  }

  /** The full name, such as {@code trusted.overlay.opaque}. */
  public String attribute(String mark) {
    return this == NAMES ? ofThisProcess().attribute(mark) : prefix + mark;
  }

  /** What makes a folder opaque: an attribute with its value, or the name of a file in it. */
  public String ofOpaqueFolder() {
    return this == NAMES ? Whiteouts.OPAQUE : attribute("opaque") + "=y";
  }

  Optional<String> read(Path path, String mark) {
    return Xattrs.get(path, attribute(mark));
  }
}
