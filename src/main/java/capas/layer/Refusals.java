package capas.layer;

import capas.linux.SyscallException;
import capas.words.CapasException;

/** What a kernel's refusal means for the entry of a layer. */
final class Refusals {

  private Refusals() {}

  static CapasException of(TarEntry entry, SyscallException refused) {
    String name = TarEntry.shown(entry.name());
    boolean owner = refused.call().endsWith("chown") || refused.call().equals("fchownat");
    return switch (refused.errno()) {
      case "EEXIST" -> new LayerException.Duplicate(name);
      case "ENOSPC", "EDQUOT" -> new LayerException.DiskFull(name);
      case "EPERM", "EINVAL" ->
          owner
              ? new LayerException.OwnerForbidden(name, entry.uid(), entry.gid())
              : refused.call().equals("mknodat")
                  ? new LayerException.DeviceForbidden(name)
                  : new LayerException.NotTaken(name, refused);
      default -> new LayerException.NotTaken(name, refused);
    };
  }

  /** The folder of the entry could not be opened or made. */
  static CapasException ofParent(TarEntry entry, SyscallException refused) {
    return switch (refused.errno()) {
      case "ENOSYS" -> new LayerException.KernelTooOld();
      case "ENOTDIR", "ELOOP", "EEXIST" ->
          new LayerException.ParentNotFolder(TarEntry.shown(entry.name()));
      default -> of(entry, refused);
    };
  }

  static CapasException ofLink(TarEntry entry, SyscallException refused) {
    return switch (refused.errno()) {
      case "ENOENT", "ENOTDIR", "ELOOP", "EPERM" -> ofLink(entry);
      default -> of(entry, refused);
    };
  }

  static CapasException ofLink(TarEntry entry) {
    return new LayerException.MissingLinkTarget(
        TarEntry.shown(entry.name()), TarEntry.shown(entry.linkName()));
  }
}
