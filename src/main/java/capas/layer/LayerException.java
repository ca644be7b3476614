package capas.layer;

import capas.linux.SyscallException;
import capas.words.CapasException;
import java.nio.file.Path;

/** A layer that is not unpacked, or cannot be put together again, or a name that is none in it. */
public abstract sealed class LayerException extends CapasException
    permits LayerException.LeadsOut,
        LayerException.LinkLeadsOut,
        LayerException.MissingLinkTarget,
        LayerException.Duplicate,
        LayerException.WhiteoutOfOwn,
        LayerException.TopNotFolder,
        LayerException.ParentNotFolder,
        LayerException.PathTooLong,
        LayerException.ImpossibleSize,
        LayerException.UnknownType,
        LayerException.CorruptHeader,
        LayerException.HeaderTooLarge,
        LayerException.Truncated,
        LayerException.TooManyEntries,
        LayerException.DeviceForbidden,
        LayerException.OwnerForbidden,
        LayerException.DiskFull,
        LayerException.NotTaken,
        LayerException.KernelTooOld,
        LayerException.ChangedFile,
        LayerException.CorruptTarSplit,
        UnsafeLayerPathException {

  LayerException(String key, Object... facts) {
    super(key, facts);
  }

  /** A name that climbs out of the layer. */
  public static final class LeadsOut extends LayerException {
    LeadsOut(String entry) {
      super("leads-out", entry);
    }
  }

  /** A hard link to a name outside of the layer. */
  public static final class LinkLeadsOut extends LayerException {
    LinkLeadsOut(String entry, String target) {
      super("link-leads-out", entry, target);
    }
  }

  /** A hard link to something that does not stand before it in the same layer. */
  public static final class MissingLinkTarget extends LayerException {
    MissingLinkTarget(String entry, String target) {
      super("missing-link-target", entry, target);
    }
  }

  /** A second entry of the same name or in the same place. */
  public static final class Duplicate extends LayerException {
    Duplicate(String entry) {
      super("duplicate", entry);
    }
  }

  /** A whiteout of something that the same layer brings. */
  public static final class WhiteoutOfOwn extends LayerException {
    WhiteoutOfOwn(String entry) {
      super("whiteout-of-own", entry);
    }
  }

  /** An entry that would replace the layer's own top folder. */
  public static final class TopNotFolder extends LayerException {
    TopNotFolder(String entry) {
      super("top-not-folder", entry);
    }
  }

  /** An entry in something that is no folder. */
  public static final class ParentNotFolder extends LayerException {
    ParentNotFolder(String entry) {
      super("parent-not-folder", entry);
    }
  }

  /** A name that is longer than a kernel takes. */
  public static final class PathTooLong extends LayerException {
    PathTooLong(String entry, int bytes, int most) {
      super("path-too-long", entry, bytes, most);
    }
  }

  /** A size that no file can have. */
  public static final class ImpossibleSize extends LayerException {
    ImpossibleSize(String entry, long bytes) {
      super("impossible-size", entry, bytes);
    }
  }

  /** An entry of a type that no file has. */
  public static final class UnknownType extends LayerException {
    UnknownType(String entry, char letter) {
      super("unknown-type", entry, quote("" + letter));
    }
  }

  /** Bytes that are no header of a tar. */
  public static final class CorruptHeader extends LayerException {
    CorruptHeader(long position, String detail) {
      super("corrupt-header", position, quote("" + detail));
    }
  }

  /** An extended header that would fill the memory. */
  public static final class HeaderTooLarge extends LayerException {
    HeaderTooLarge(long position, long bytes) {
      super("header-too-large", position, bytes, TarReader.LARGEST_EXTENSION);
    }
  }

  /** A tar that ends in the middle of an entry. */
  public static final class Truncated extends LayerException {
    Truncated(long position, String lastEntry) {
      super("truncated", position, lastEntry);
    }
  }

  /** More names than any image has. */
  public static final class TooManyEntries extends LayerException {
    TooManyEntries(String entry, long most) {
      super("too-many-entries", entry, most);
    }
  }

  /** A device that this process may not make. */
  public static final class DeviceForbidden extends LayerException {
    DeviceForbidden(String entry) {
      super("device-forbidden", entry);
    }
  }

  /** An owner that this process may not give. */
  public static final class OwnerForbidden extends LayerException {
    OwnerForbidden(String entry, long uid, long gid) {
      super("owner-forbidden", entry, Long.toString(uid), Long.toString(gid));
    }
  }

  /** No space is left where the layer is unpacked. */
  public static final class DiskFull extends LayerException {
    DiskFull(String entry) {
      super("disk-full", entry);
    }
  }

  /** An entry that the kernel or the file system does not take for a reason of its own. */
  public static final class NotTaken extends LayerException {
    NotTaken(String entry, SyscallException refused) {
      super("not-taken", entry, refused.call(), refused.errno(), refused.reason());
    }
  }

  /** A kernel without openat2(2). */
  public static final class KernelTooOld extends LayerException {
    KernelTooOld() {
      super("kernel-too-old", System.getProperty("os.version"));
    }
  }

  /** A file of a layer that is not there any more, or has other bytes than it came with. */
  public static final class ChangedFile extends LayerException {
    ChangedFile(String entry, Path diff) {
      super("changed-file", entry, diff);
    }
  }

  /** A tar-split file that cannot be read. */
  public static final class CorruptTarSplit extends LayerException {
    CorruptTarSplit(Path tarSplit, String detail) {
      super("corrupt-tar-split", tarSplit, quote("" + detail));
    }
  }
}
