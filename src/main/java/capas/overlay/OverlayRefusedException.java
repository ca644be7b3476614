package capas.overlay;

import capas.words.CapasException;
import capas.words.Spoken;
import java.nio.file.Path;

/** An overlay that was not mounted, and why; nothing was changed. */
public abstract sealed class OverlayRefusedException extends CapasException {

  private OverlayRefusedException(String key, Object... facts) {
    super(key, facts);
  }

  /** workdir and upperdir lie on different mounts: no rename goes from one to the other. */
  public static final class WorkOnOtherMount extends OverlayRefusedException {
    WorkOnOtherMount(String upper, Path upperMount, String work, Path workMount, Spoken said) {
      super("work-on-other-mount", upper, upperMount, work, workMount, said);
    }
  }

  /** workdir lies in upperdir, upperdir in workdir, or they are one folder. */
  public static final class WorkInsideUpper extends OverlayRefusedException {
    WorkInsideUpper(String work, String upper, Spoken said) {
      super("work-inside-upper", work, upper, said);
    }
  }

  /** One of the folders does not exist. */
  public static final class FolderMissing extends OverlayRefusedException {
    FolderMissing(String role, String name, Spoken said) {
      super("folder-missing", role, name, said);
    }
  }

  /** One of the folders is something else. */
  public static final class NotAFolder extends OverlayRefusedException {
    NotAFolder(String role, String name, Spoken said) {
      super("not-a-folder", role, name, said);
    }
  }

  /** More lower layers than the kernel stacks. */
  public static final class TooManyLayers extends OverlayRefusedException {
    TooManyLayers(int layers, int most, Spoken said) {
      super("too-many-layers", layers, most, said);
    }
  }

  /** A name with a character that separates names or options in the mount's data. */
  public static final class NameWithSeparator extends OverlayRefusedException {
    NameWithSeparator(String name) {
      super("name-with-separator", name);
    }
  }

  /** The mount's data do not fit into the page that mount(2) reads. */
  public static final class DataTooLong extends OverlayRefusedException {
    DataTooLong(int length, int most) {
      super("data-too-long", length, most);
    }
  }

  /** The process has no right to mount. */
  public static final class NotPermitted extends OverlayRefusedException {
    NotPermitted(Spoken said) {
      super("not-permitted", said);
    }
  }

  /** The kernel has no overlayfs, or has not loaded it. */
  public static final class NoOverlayInKernel extends OverlayRefusedException {
    NoOverlayInKernel(Spoken said) {
      super("no-overlay-in-kernel", said);
    }
  }

  /** upperdir lies on an overlay itself. */
  public static final class OverlayOnOverlay extends OverlayRefusedException {
    OverlayOnOverlay(String upper, Spoken said) {
      super("overlay-on-overlay", upper, said);
    }
  }

  /** Something is mounted on the merged folder. */
  public static final class AlreadyMounted extends OverlayRefusedException {
    AlreadyMounted(String merged) {
      super("already-mounted", merged);
    }
  }

  /** upperdir or workdir belongs to another mounted overlay. */
  public static final class FolderInUse extends OverlayRefusedException {
    FolderInUse(String name, Path by) {
      super("folder-in-use", name, by);
    }
  }

  /** An option that keeps notes which only the machine's administrator may write. */
  public static final class OptionNeedsTrusted extends OverlayRefusedException {
    OptionNeedsTrusted(String option, Spoken said) {
      super("option-needs-trusted", option, said);
    }
  }

  /** None of the known reasons. */
  public static final class KernelRefused extends OverlayRefusedException {
    KernelRefused(Spoken said) {
      super("kernel-refused", said);
    }
  }
}
