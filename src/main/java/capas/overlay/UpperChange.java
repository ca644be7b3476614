package capas.overlay;

import capas.layer.LayerEntry;
import capas.layer.LayerPath;
import java.util.List;

/** One difference that upperdir keeps. */
public sealed interface UpperChange {

  LayerPath path();

  /** A name that no layer showed before. */
  record Created(LayerPath path, LayerEntry entry) implements UpperChange {}

  /**
   * A name of a lower layer that upper now has a version of its own of.
   *
   * @param from the lower layer that still has the version of before
   * @param lowerLinks how many names the lower file has; the copy is under this one only
   */
  record CopiedUp(LayerPath path, LayerEntry entry, String from, int lowerLinks)
      implements UpperChange {}

  /** A name that upper had already, now with other content or metadata. */
  record Modified(LayerPath path, LayerEntry entry) implements UpperChange {}

  /**
   * A whiteout: the name is gone from merged.
   *
   * @param in the layers below that still have it
   */
  record Hidden(LayerEntry.Whiteout whiteout, List<String> in) implements UpperChange {
    public Hidden {
      in = List.copyOf(in);
    }

    @Override
    public LayerPath path() {
      return whiteout.path();
    }
  }

  /** A name that was in upper alone, and is nowhere now: no whiteout was needed. */
  record Removed(LayerPath path) implements UpperChange {}

  /** A folder that hides the folders of its name below it. */
  record MadeOpaque(LayerPath path, String attribute) implements UpperChange {}

  /** A folder of a lower layer under a new name; its content stays where it was. */
  record Redirected(LayerPath path, String attribute, String to) implements UpperChange {}
}
