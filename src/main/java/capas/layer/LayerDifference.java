package capas.layer;

/**
 * What in an unpacked layer is not as its tar had it.
 *
 * @param path in the layer
 * @param expected by the tar; may be empty
 * @param actual on the disk; may be empty
 */
public record LayerDifference(Kind kind, String path, String expected, String actual) {

  /** What may differ. */
  public enum Kind {
    FILE_MISSING,
    CONTENT,
    TYPE,
    OWNER,
    MODE,
    TIME,
    LINK_TARGET,
    /** Two names of one file have become two files. */
    HARD_LINK,
    /** An extended attribute, a capability among them. */
    ATTRIBUTE,
    WHITEOUT_MISSING,
    OPAQUE_MISSING,
    /** A name that the tar does not have. */
    EXTRA
  }
}
