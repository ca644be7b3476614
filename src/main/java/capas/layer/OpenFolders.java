package capas.layer;

import capas.linux.FileStatus;
import capas.linux.OpenFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The folders of a layer, of which those used last are held open. A folder's time changes whenever
 * something is made in it; it is put back when the folder is let go of, so that nobody has to keep
 * the times of all folders until the end.
 */
final class OpenFolders implements AutoCloseable {

  private static final int MOST = 16;
  private static final int MISSING_FOLDER = 0755;

  private final Held top;
  private final Map<String, Held> held = new LinkedHashMap<>(2 * MOST, 0.75f, true);
  private long made;

  OpenFolders(Path diff) {
    top = new Held(OpenFolder.at(diff));
  }

  /** A folder that is open now, and may be closed when another one is asked for twice. */
  static final class Held {
    private final OpenFolder folder;
    private final FileStatus status;
    private Instant modified;
    private boolean changed;

    private Held(OpenFolder folder) {
      this.folder = folder;
      this.status = folder.status();
      this.modified = status.modified();
    }

    OpenFolder toLookInto() {
      return folder;
    }

    OpenFolder toChange() {
      changed = true;
      return folder;
    }

    /** What its time shall be in the end. */
    void keepModified(Instant time) {
      modified = time;
    }

    private boolean isSameAs(Held other) {
      return status.inode() == other.status.inode() && status.mountId() == other.status.mountId();
    }

    private void letGo() {
      try (folder) {
        if (changed) {
          folder.changeModified(modified);
        }
      }
    }
  }

  /** How many folders were made for which no entry had come. */
  long made() {
    return made;
  }

  /** The folder that this path leads to inside of the layer, if there is one. */
  Optional<Held> find(EntryPath path) {
    if (path.isTop()) {
      return Optional.of(top);
    }
    Held known = held.get(path.text());
    return known != null
        ? Optional.of(known)
        : top.folder.find(TarEntry.bytes(path.text())).map(found -> hold(path, found));
  }

  /** As {@link #find}; what is missing on the way is made, with mode 755. */
  Held findOrMake(EntryPath path) {
    return find(path)
        .orElseGet(() -> {
          Held made = make(path, findOrMake(path.parent()), MISSING_FOLDER);
          this.made++;
          return made;
        });
  }

  /** Makes a folder in that one, which is the parent of this path. */
  Held make(EntryPath path, Held parent, int permissions) {
    parent.toChange().makeFolder(path.nameInBytes(), permissions);
    return open(path, parent);
  }

  /** The folder of this name in that one; not a link to one. */
  Held open(EntryPath path, Held parent) {
    return hold(path, parent.folder.open(path.nameInBytes()));
  }

  /** A link may lead two paths to the same folder, which has one time. */
  private Held hold(EntryPath path, OpenFolder folder) {
    Held fresh = new Held(folder);
    Held kept = fresh;
    for (Held other : held.values()) {
      if (other.isSameAs(fresh)) {
        kept = other;
      }
    }
    if (top.isSameAs(fresh)) {
      kept = top;
    }
    if (kept != fresh) {
      folder.close();
    }
    held.put(path.text(), kept);
    if (held.size() > MOST) {
      letGoOfOldest();
    }
    return kept;
  }

  private void letGoOfOldest() {
    Iterator<Held> oldestFirst = held.values().iterator();
    Held oldest = oldestFirst.next();
    oldestFirst.remove();
    if (oldest != top && !held.containsValue(oldest)) {
      oldest.letGo();
    }
  }

  /** Lets go of all of them; the top keeps the time that it has by now. */
  @Override
  public void close() {
    try (top.folder) {
      while (!held.isEmpty()) {
        letGoOfOldest();
      }
    }
  }
}
