package capas.store;

import capas.words.CapasException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Something in a store that is not as it must be.
 *
 * @param place the file or folder, or the list that should have said more
 * @param subject what of it: a layer, a path in a layer, a key; may be empty
 * @param expected may be empty
 * @param actual may be empty
 * @param refusal of whoever tried to read it, if that is how it was found
 */
public record Damage(
    Kind kind,
    Path place,
    String subject,
    String expected,
    String actual,
    Optional<CapasException> refusal) {

  /** What is wrong. */
  public enum Kind {
    LIST_MISSING(Family.LIST),
    LIST_MALFORMED(Family.LIST),
    /** A link or a device where a store has a folder or a short file. */
    MISLEADING(Family.OUTSIDE),
    /** A layer is needed and not in layers.json. */
    LAYER_NOT_LISTED(Family.RECORD),
    LAYERS_IN_CIRCLE(Family.RECORD),
    /** The image has not as many layers as its manifest names. */
    STACK_DIFFERS(Family.RECORD),
    DOCUMENT_MISSING(Family.DOCUMENT),
    DOCUMENT_CHANGED(Family.DOCUMENT),
    /** A document is listed without its size. */
    SIZE_NOT_LISTED(Family.RECORD),
    /** A layer is listed without its diff ID or the length of its tar. */
    LAYER_WITHOUT_DIGEST(Family.RECORD),
    /** layers.json has another diff ID than the config, or than the layer's files give. */
    DIFF_ID_DIFFERS(Family.RECORD),
    /** layers.json has another length than the layer's tar. */
    LENGTH_DIFFERS(Family.RECORD),
    LAYER_INCOMPLETE(Family.UNFINISHED),
    LAYER_FOLDER_MISSING(Family.FOLDER),
    LINK_MISSING(Family.LINK),
    LINK_MALFORMED(Family.LINK),
    SHORT_LINK_MISSING(Family.LINK),
    SHORT_LINK_ELSEWHERE(Family.LINK),
    LOWER_MISSING(Family.LINK),
    LOWER_DIFFERS(Family.LINK),
    EMPTY_MISSING(Family.FOLDER),
    TAR_SPLIT_MISSING(Family.TAR_SPLIT),
    TAR_SPLIT_CORRUPT(Family.TAR_SPLIT),
    DIFF_MODE(Family.FILE),
    ORPHAN_LAYER(Family.ORPHAN),
    ORPHAN_LINK(Family.ORPHAN),
    ORPHAN_IMAGE(Family.ORPHAN),
    FILE_MISSING(Family.FILE),
    FILE_CHANGED(Family.FILE),
    FILE_TYPE(Family.FILE),
    FILE_OWNER(Family.FILE),
    FILE_MODE(Family.FILE),
    FILE_TIME(Family.FILE),
    LINK_TARGET(Family.FILE),
    HARD_LINK(Family.FILE),
    ATTRIBUTE(Family.FILE),
    WHITEOUT_MISSING(Family.FILE),
    OPAQUE_MISSING(Family.FILE),
    FILE_EXTRA(Family.FILE);

    private final Family family;

    Kind(Family family) {
      this.family = family;
    }

    /** Damage of the same consequences. */
    public Family family() {
      return family;
    }
  }

  /** What damage is about: it has the same consequences and the same next step. */
  public enum Family {
    LIST,
    RECORD,
    DOCUMENT,
    UNFINISHED,
    FOLDER,
    LINK,
    TAR_SPLIT,
    FILE,
    ORPHAN,
    OUTSIDE
  }

  Damage(Kind kind, Path place, String subject, String expected, String actual) {
    this(kind, place, subject, expected, actual, Optional.empty());
  }

  static Damage of(Kind kind, Path place) {
    return new Damage(kind, place, "", "", "");
  }

  static Damage of(Kind kind, Path place, Object subject, CapasException refusal) {
    return new Damage(kind, place, subject.toString(), "", "", Optional.of(refusal));
  }

  static Damage of(Kind kind, Path place, Object subject) {
    return new Damage(kind, place, subject.toString(), "", "");
  }
}
