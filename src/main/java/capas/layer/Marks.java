package capas.layer;

import capas.linux.Privileges;
import capas.linux.Xattrs;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The extended attributes in which overlayfs keeps what a file cannot say: {@code
 * trusted.overlay.*}, or {@code user.overlay.*} for a mount with {@code userxattr}.
 */
public enum Marks {
  TRUSTED("trusted.overlay."),
  USER("user.overlay.");

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
    return prefix + mark;
  }

  Optional<String> read(Path path, String mark) {
    return Xattrs.get(path, attribute(mark));
  }
}
