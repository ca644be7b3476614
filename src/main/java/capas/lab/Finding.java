package capas.lab;

/**
 * What a {@link Doctor} found out by trying.
 *
 * @param fact what was seen, as the system says it; may be empty
 * @param cause why it does not work
 */
public record Finding(Subject subject, boolean works, String fact, Cause cause) {

  /** What was tried. */
  public enum Subject {
    /** An overlay mounted as the machine's root. */
    OVERLAY_AS_ROOT,
    /** An overlay mounted in a user namespace, with {@code userxattr}. */
    OVERLAY_AS_USER,
    /** The device 0, 0 by which overlayfs hides a name, made by this user. */
    WHITEOUT
  }

  /** What stands in the way, as far as the system tells. */
  public enum Cause {
    NONE,
    /** This process has not the rights of root. */
    NOT_ROOT,
    /** {@code user.max_user_namespaces} is 0. */
    NO_USER_NAMESPACES,
    /** {@code kernel.unprivileged_userns_clone} is 0, a setting of Debian's kernels. */
    USER_NAMESPACES_FOR_ROOT_ONLY,
    /** {@code kernel.apparmor_restrict_unprivileged_userns} is 1. */
    APPARMOR,
    /** No setting of the system forbids it: the container or namespace around this process does. */
    FORBIDDEN_AROUND_US,
    /** This kernel has no overlayfs. */
    NO_OVERLAYFS,
    /** The folder for temporary files lies on an overlay itself. */
    OVERLAY_ON_OVERLAY,
    /** Something else; the fact says what. */
    OTHER
  }

  static Finding works(Subject subject) {
    return new Finding(subject, true, "", Cause.NONE);
  }
}
