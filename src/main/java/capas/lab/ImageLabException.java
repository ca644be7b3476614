package capas.lab;

import capas.words.CapasException;
import java.util.Collection;

/** A step that the image lab could not do. */
public abstract sealed class ImageLabException extends CapasException {

  private ImageLabException(String key, Object... facts) {
    super(key, facts);
  }

  /** The lab's own registry does not run. */
  public static final class NoRegistry extends ImageLabException {
    NoRegistry() {
      super("no-registry");
    }
  }

  /** No image was pulled yet. */
  public static final class NothingPulled extends ImageLabException {
    NothingPulled() {
      super("nothing-pulled");
    }
  }

  /** This image was not pulled. */
  public static final class NotPulled extends ImageLabException {
    NotPulled(String name, Collection<String> pulled) {
      super("not-pulled", name, String.join(", ", pulled));
    }
  }

  /** There is no step left, or no pull begun. */
  public static final class NothingToStep extends ImageLabException {
    NothingToStep() {
      super("nothing-to-step");
    }
  }

  /** A name is not what its bytes give. */
  public static final class LadderBroken extends ImageLabException {
    LadderBroken(long broken, int all) {
      super("ladder-broken", broken, all);
    }
  }
}
