package capas.layer;

import capas.linux.FileStatus;
import capas.linux.OpenFile;
import capas.linux.OpenFolder;
import capas.linux.OpenInode;
import capas.linux.Privileges;
import capas.linux.SyscallException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Makes what the entries of a layer say, under one folder and nowhere else, in the order of Podman:
 * content, owner, mode, attributes, times; for chown(2) clears setuid and capabilities.
 */
final class EntryWriter implements AutoCloseable {

  private static final int UNTIL_ALL_IS_SAID = 0700;

  private final OpenFolders folders;
  private final Whiteouts whiteouts;
  private final boolean givesOwners;
  private final boolean mayMakeDevices =
      Privileges.isSuperuser() && !Privileges.isInUserNamespace();
  private TarEntry entry;
  private OpenFile file;
  private Optional<SparseWriter> sparse = Optional.empty();

  EntryWriter(Path diff, Ownership ownership, Marks marks) {
    folders = new OpenFolders(diff);
    givesOwners = ownership == Ownership.OF_THE_LAYER;
    whiteouts = new Whiteouts(folders, marks, givesOwners);
  }

  /** How many folders were made for which no entry had come. */
  long foldersMade() {
    return folders.made();
  }

  /**
   * Makes what this entry says, but for the content that comes.
   *
   * @return whether that content will be the whole content of a file of this name
   */
  boolean begin(TarEntry next, EntryPath path) {
    entry = next;
    file = null;
    if (path.isTop()) {
      if (next.type() != TarEntry.Type.FOLDER) {
        throw new LayerException.TopNotFolder(TarEntry.shown(next.name()));
      }
      return false;
    }
    try {
      if (!whiteouts.take(next, path)) {
        make(path, parentOf(path));
      }
    } catch (SyscallException e) {
      throw Refusals.of(next, e);
    }
    return file != null && next.sparse().isEmpty();
  }

  private OpenFolders.Held parentOf(EntryPath path) {
    try {
      return folders.findOrMake(path.parent());
    } catch (SyscallException e) {
      throw Refusals.ofParent(entry, e);
    }
  }

  private void make(EntryPath path, OpenFolders.Held parent) {
    byte[] name = path.nameInBytes();
    switch (entry.type()) {
      case FOLDER -> describe(folder(path, parent));
      case REGULAR -> {
        file = whiteouts.inPlaceOf(parent, name, folder -> folder.create(name));
        sparse = entry.sparse().map(map -> new SparseWriter(map, file));
      }
      case SYMLINK -> {
        byte[] target = TarEntry.bytes(entry.linkName());
        node(parent, name, folder -> folder.makeSymlink(target, name));
      }
      case HARD_LINK -> link(parent, name);
      case FIFO -> node(parent, name, FileStatus.Type.FIFO);
      case CHARACTER_DEVICE -> {
        if (mayMakeDevices || entry.major() == 0 && entry.minor() == 0) {
          node(parent, name, FileStatus.Type.CHARACTER_DEVICE);
        }
      }
      case BLOCK_DEVICE -> {
        if (mayMakeDevices) {
          node(parent, name, FileStatus.Type.BLOCK_DEVICE);
        }
      }
    }
  }

  /** A folder that was made for want of an entry gets what its entry says now. */
  private OpenFolders.Held folder(EntryPath path, OpenFolders.Held parent) {
    byte[] name = path.nameInBytes();
    Optional<FileStatus> there = parent.toLookInto().status(name);
    if (there.filter(FileStatus::isFolder).isPresent()) {
      return folders.open(path, parent);
    }
    boolean afterWhiteout = there.filter(FileStatus::isZeroDevice).isPresent();
    if (afterWhiteout) {
      parent.toChange().remove(name);
    }
    OpenFolders.Held made = folders.make(path, parent, UNTIL_ALL_IS_SAID);
    if (afterWhiteout) {
      whiteouts.makeOpaque(made.toChange());
    }
    return made;
  }

  private void describe(OpenFolders.Held held) {
    describe(held.toLookInto());
    held.keepModified(entry.modified());
  }

  private void describe(OpenInode inode) {
    if (givesOwners) {
      inode.changeOwner((int) entry.uid(), (int) entry.gid());
    }
    inode.changeMode(entry.mode());
    for (Map.Entry<String, byte[]> said : entry.attributes().entrySet()) {
      attribute(() -> inode.setAttribute(TarEntry.bytes(said.getKey()), said.getValue()));
    }
    inode.changeTimes(entry.accessed(), entry.modified());
  }

  private interface Making {
    void in(OpenFolder folder);
  }

  private void node(OpenFolders.Held parent, byte[] name, FileStatus.Type type) {
    node(parent, name, folder -> folder.makeNode(name, type, entry.major(), entry.minor()));
  }

  private void node(OpenFolders.Held parent, byte[] name, Making making) {
    OpenFolder folder =
        whiteouts.inPlaceOf(
            parent,
            name,
            place -> {
              making.in(place);
              return place;
            });
    FileStatus made = folder.status(name).orElseThrow();
    // A second name must not cost its file the capabilities, which chown(2) clears.
    if (givesOwners && (made.uid() != (int) entry.uid() || made.gid() != (int) entry.gid())) {
      folder.changeOwner(name, (int) entry.uid(), (int) entry.gid());
    }
    if (!made.isSymlink()) {
      folder.changeMode(name, entry.mode());
    }
    for (Map.Entry<String, byte[]> said : entry.attributes().entrySet()) {
      attribute(() -> folder.setAttribute(name, TarEntry.bytes(said.getKey()), said.getValue()));
    }
    folder.changeTimes(name, entry.accessed(), entry.modified());
  }

  /**
   * Podman goes on where the file system keeps no attributes, and without rights; the kernel keeps
   * no {@code user.*} of links and devices.
   */
  private void attribute(Runnable setting) {
    try {
      setting.run();
    } catch (SyscallException e) {
      boolean ofFile =
          entry.type() == TarEntry.Type.REGULAR || entry.type() == TarEntry.Type.FOLDER;
      boolean forbidden = e.errno().equals("EPERM") && !(mayMakeDevices && ofFile);
      if (!forbidden && !e.errno().equals("EOPNOTSUPP")) {
        throw e;
      }
    }
  }

  private void link(OpenFolders.Held parent, byte[] name) {
    EntryPath target =
        EntryPath.of(entry.linkName())
            .orElseThrow(() ->
                new LayerException.LinkLeadsOut(
                    TarEntry.shown(entry.name()), TarEntry.shown(entry.linkName())));
    try {
      OpenFolders.Held holder =
          folders.find(target.parent()).orElseThrow(() -> Refusals.ofLink(entry));
      node(
          parent,
          name,
          folder -> holder.toLookInto().makeHardLink(target.nameInBytes(), folder, name));
    } catch (SyscallException e) {
      throw Refusals.ofLink(entry, e);
    }
  }

  /** The next bytes of the content. */
  void write(byte[] bytes, int from, int length) {
    if (file == null) {
      return;
    }
    try {
      if (sparse.isPresent()) {
        sparse.get().write(bytes, from, length);
      } else {
        file.write(bytes, from, length);
      }
    } catch (SyscallException e) {
      throw Refusals.of(entry, e);
    }
  }

  /** All the content came. */
  void end() {
    if (file == null) {
      return;
    }
    try (OpenFile written = file) {
      sparse.ifPresent(SparseWriter::end);
      describe(written);
    } catch (SyscallException e) {
      throw Refusals.of(entry, e);
    } finally {
      file = null;
    }
  }

  @Override
  public void close() {
    try (folders) {
      if (file != null) {
        file.close();
      }
    }
  }
}
