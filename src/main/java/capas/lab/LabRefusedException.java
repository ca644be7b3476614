package capas.lab;

import capas.linux.SyscallException;
import capas.words.CapasException;
import capas.words.Spoken;
import java.util.Collection;

/** A step that was not done; the lab is as it was before. */
public abstract sealed class LabRefusedException extends CapasException {

  private LabRefusedException(String key, Object... facts) {
    super(key, facts);
  }

  /** There is no overlay to work in yet. */
  public static final class NotMounted extends LabRefusedException {
    NotMounted(String step) {
      super("not-mounted", step);
    }
  }

  /** The lab's folder is gone. */
  public static final class Closed extends LabRefusedException {
    Closed() {
      super("closed");
    }
  }

  /** Layers are not changed under a mounted overlay. */
  public static final class LayersInUse extends LabRefusedException {
    LayersInUse(String step) {
      super("layers-in-use", step);
    }
  }

  /** There is no lower layer, or no upper. */
  public static final class LayersMissing extends LabRefusedException {
    LayersMissing() {
      super("layers-missing");
    }
  }

  /** The layer was made before. */
  public static final class LayerExists extends LabRefusedException {
    LayerExists(String name) {
      super("layer-exists", name);
    }
  }

  /** A folder that is not in the lab. */
  public static final class NothingThere extends LabRefusedException {
    NothingThere(String name, Collection<String> folders) {
      super("nothing-there", name, String.join(", ", folders));
    }
  }

  /** The kernel refused the command. */
  public static final class CommandRefused extends LabRefusedException {
    CommandRefused(String command, SyscallException refused) {
      super("command-refused", command, refused.errno(), refused.reason());
    }
  }

  /** A folder of a lower layer gets no new name without {@code redirect_dir}. */
  public static final class RenameNeedsRedirect extends LabRefusedException {
    RenameNeedsRedirect(String command, SyscallException refused) {
      super("rename-needs-redirect", command, refused.errno());
    }
  }

  /** Not a mode such as {@code 600} or {@code 4755}. */
  public static final class NotAMode extends LabRefusedException {
    NotAMode(String text) {
      super("not-a-mode", text);
    }
  }

  /** A check of the student's work failed. */
  public static final class CheckFailed extends LabRefusedException {
    CheckFailed(int failed, int all, Spoken differences) {
      super("check-failed", failed, all, differences);
    }
  }
}
