package capas.layer;

import capas.linux.FileStatus;
import capas.linux.OpenFolder;
import capas.linux.SyscallException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * Turns the names with which a layer's tar hides what lies below ({@code .wh.NAME}, {@code
 * .wh..wh..opq}) into what overlayfs understands: the character device 0, 0, and the mark {@code
 * opaque}. For fuse-overlayfs they stay as they are, checked ({@link Marks#NAMES}).
 *
 * @see <a
 *     href="https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md#whiteouts">image-spec,
 *     whiteouts</a>
 */
final class Whiteouts {

  static final String PREFIX = ".wh.";
  static final String RESERVED = ".wh..wh.";
  static final String OPAQUE = ".wh..wh..opq";
  private static final byte[] YES = {'y'};

  private final OpenFolders folders;
  private final boolean givesOwners;
  private boolean anyOpaque;
  private final Marks marks;

  Whiteouts(OpenFolders folders, Marks marks, boolean givesOwners) {
    this.folders = folders;
    this.marks = marks;
    this.givesOwners = givesOwners;
  }

  /** Whether the name of this entry begins as that of a whiteout; then all is done. */
  boolean take(TarEntry entry, EntryPath path) {
    String name = path.name();
    if (!name.startsWith(PREFIX)) {
      return false;
    }
    if (!name.startsWith(RESERVED) && hiddenBy(name).isEmpty()) {
      throw new LayerException.LeadsOut(TarEntry.shown(entry.name()));
    }
    if (marks == Marks.NAMES) {
      return false;
    }
    if (name.equals(OPAQUE)) {
      OpenFolders.Held folder = parentOf(entry, path);
      if (folder != null && !isOpaque(folder)) {
        makeOpaque(folder.toChange());
        dropWhiteouts(folder.toChange());
      }
    } else if (!name.startsWith(RESERVED)) {
      hide(entry, path, name.substring(PREFIX.length()));
    }
    return true;
  }

  /** The one name that a whiteout of this name hides, if it is one. */
  static Optional<String> hiddenBy(String name) {
    return Optional.of(name)
        .filter(whiteout -> whiteout.startsWith(PREFIX) && !whiteout.startsWith(RESERVED))
        .map(whiteout -> whiteout.substring(PREFIX.length()))
        .filter(hidden -> !hidden.isEmpty() && !hidden.equals(".") && !hidden.equals(".."));
  }

  private void hide(TarEntry entry, EntryPath path, String hidden) {
    OpenFolders.Held folder = parentOf(entry, path);
    if (folder == null || isInOpaque(path.parent())) {
      return;
    }
    byte[] name = TarEntry.bytes(hidden);
    try {
      folder.toChange().makeNode(name, FileStatus.Type.CHARACTER_DEVICE, 0, 0);
    } catch (SyscallException e) {
      throw e.errno().equals("EEXIST")
          ? new LayerException.WhiteoutOfOwn(TarEntry.shown(entry.name()))
          : e;
    }
    if (givesOwners) {
      folder.toChange().changeOwner(name, (int) entry.uid(), (int) entry.gid());
    }
  }

  /** None where it is no folder: it is hidden itself, and all in it with it. */
  private OpenFolders.Held parentOf(TarEntry entry, EntryPath path) {
    try {
      return folders.findOrMake(path.parent());
    } catch (SyscallException e) {
      if (e.errno().equals("ENOTDIR")) {
        return null;
      }
      throw Refusals.ofParent(entry, e);
    }
  }

  void makeOpaque(OpenFolder folder) {
    anyOpaque = true;
    folder.setAttribute(marks.attribute("opaque").getBytes(StandardCharsets.UTF_8), YES);
  }

  private boolean isOpaque(OpenFolders.Held folder) {
    return folder.toLookInto().attribute(marks.attribute("opaque")).isPresent();
  }

  /**
   * Below an opaque folder there is nothing to hide, and the kernel would list the whiteout as a
   * name that nobody can open.
   */
  private boolean isInOpaque(EntryPath folder) {
    if (!anyOpaque) {
      return false;
    }
    for (EntryPath up = folder; !up.isTop(); up = up.parent()) {
      if (folders.find(up).filter(this::isOpaque).isPresent()) {
        return true;
      }
    }
    return folders.find(EntryPath.TOP).filter(this::isOpaque).isPresent();
  }

  private static void dropWhiteouts(OpenFolder folder) {
    for (byte[] name : folder.names()) {
      if (isWhiteout(folder, name)) {
        folder.remove(name);
      }
    }
  }

  /**
   * Makes a name; a whiteout of it is about the layers below and makes way.
   *
   * @throws SyscallException EEXIST if something else has the name
   */
  <T> T inPlaceOf(OpenFolders.Held parent, byte[] name, Function<OpenFolder, T> making) {
    OpenFolder folder = parent.toChange();
    try {
      return making.apply(folder);
    } catch (SyscallException e) {
      if (!e.errno().equals("EEXIST") || !isWhiteout(folder, name)) {
        throw e;
      }
      folder.remove(name);
      return making.apply(folder);
    }
  }

  private static boolean isWhiteout(OpenFolder folder, byte[] name) {
    return folder.status(name).filter(FileStatus::isZeroDevice).isPresent();
  }
}
