package capas.store;

import capas.layer.DirectoryLayer;
import capas.layer.LayerEntry;
import capas.layer.LayerPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The life of one name through the layers of an image: what has become of it, and what of it still
 * lies on the disk.
 *
 * @param events one for each layer that has something to do with it, base first
 */
public record Biography(LayerPath path, List<Event> events) {

  /** What happened to the name in one layer. */
  public sealed interface Event {

    /** 1 is the base. */
    int layer();

    /** Where this layer's files lie. */
    StoredLayer stored();

    /** It was not there before. */
    record Born(int layer, StoredLayer stored, LayerEntry entry) implements Event {}

    /** It was there, and has other content or other metadata since. */
    record Changed(int layer, StoredLayer stored, LayerEntry entry) implements Event {}

    /**
     * It is not seen from here on.
     *
     * @param by the name that hides it: itself, or a folder above it
     */
    record Hidden(int layer, StoredLayer stored, LayerPath by, Means means) implements Event {}

    /** It is there again, after it was hidden. */
    record Reborn(int layer, StoredLayer stored, LayerEntry entry) implements Event {}
  }

  /** What hides a name. */
  public enum Means {
    WHITEOUT,
    /** A folder above it that does not show what lies below. */
    OPAQUE,
    /** A file, where there was a folder. */
    REPLACED,
    /** It is not in the copy that vfs made. */
    NOT_COPIED
  }

  public Biography {
    events = List.copyOf(events);
  }

  /** Of a name in these layers, base first. */
  public static Biography of(LayerPath path, List<StoredLayer> baseFirst) {
    List<Event> events = new ArrayList<>();
    boolean seen = false;
    boolean wasHidden = false;
    Optional<LayerEntry> last = Optional.empty();
    Optional<StoredLayer> before = Optional.empty();
    for (int i = 0; i < baseFirst.size(); i++) {
      StoredLayer stored = baseFirst.get(i);
      DirectoryLayer layer = stored.content();
      Optional<Cover> cover = cover(path, layer);
      Optional<LayerEntry> entry =
          find(layer, path).filter(found -> !(found instanceof LayerEntry.Whiteout));
      if (stored.isVfs() && seen && entry.isEmpty()) {
        cover = Optional.of(new Cover(path, Means.NOT_COPIED));
      }
      if (seen && cover.isPresent()) {
        events.add(new Event.Hidden(i + 1, stored, cover.get().by(), cover.get().means()));
        seen = false;
        wasHidden = true;
      }
      if (entry.isPresent()) {
        boolean isCopy =
            stored.isVfs()
                && before.isPresent()
                && isAlike(last.get(), entry.get())
                && hasSameContent(entry.get(), before.get(), stored);
        if (!seen || !isCopy) {
          events.add(event(i + 1, stored, entry.get(), seen, wasHidden));
        }
        seen = true;
        last = entry;
        before = Optional.of(stored);
      }
    }
    return new Biography(path, events);
  }

  private static Event event(
      int layer, StoredLayer stored, LayerEntry entry, boolean seen, boolean wasHidden) {
    if (seen) {
      return new Event.Changed(layer, stored, entry);
    }
    return wasHidden
        ? new Event.Reborn(layer, stored, entry)
        : new Event.Born(layer, stored, entry);
  }

  private record Cover(LayerPath by, Means means) {}

  /** What in this layer hides the name in all layers below. */
  private static Optional<Cover> cover(LayerPath path, DirectoryLayer layer) {
    LayerPath at = LayerPath.TOP;
    for (int depth = 0; depth < path.names().size(); depth++) {
      at = at.child(path.names().get(depth));
      Optional<LayerEntry> entry = layer.find(at);
      boolean isPathItself = depth == path.names().size() - 1;
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      switch (entry.get()) {
        case LayerEntry.Whiteout whiteout -> {
          return Optional.of(new Cover(at, Means.WHITEOUT));
        }
        case LayerEntry.Folder folder -> {
          if (folder.opaque()) {
            return Optional.of(new Cover(at, Means.OPAQUE));
          }
        }
        case LayerEntry.RegularFile file -> {
          return isPathItself ? Optional.empty() : Optional.of(new Cover(at, Means.REPLACED));
        }
        case LayerEntry.Symlink link -> {
          return isPathItself ? Optional.empty() : Optional.of(new Cover(at, Means.REPLACED));
        }
        case LayerEntry.Special special -> {
          return isPathItself ? Optional.empty() : Optional.of(new Cover(at, Means.REPLACED));
        }
      }
    }
    return Optional.empty();
  }

  /** The name in this layer; never through a link that stands in place of a folder. */
  private static Optional<LayerEntry> find(DirectoryLayer layer, LayerPath path) {
    LayerPath at = LayerPath.TOP;
    for (String name : path.parent().names()) {
      at = at.child(name);
      if (layer.find(at).filter(found -> found instanceof LayerEntry.Folder).isEmpty()) {
        return Optional.empty();
      }
    }
    return path.isTop() ? Optional.empty() : layer.find(path);
  }

  private static boolean isAlike(LayerEntry one, LayerEntry other) {
    return one.status().type() == other.status().type()
        && one.status().sizeInBytes() == other.status().sizeInBytes()
        && one.status().modified().equals(other.status().modified())
        && one.status().permissions() == other.status().permissions()
        && one.status().uid() == other.status().uid();
  }

  private static boolean hasSameContent(LayerEntry entry, StoredLayer one, StoredLayer other) {
    if (!(entry instanceof LayerEntry.RegularFile)) {
      return true;
    }
    Path file = entry.path().in(other.diff());
    try {
      return Files.mismatch(entry.path().in(one.diff()), file) < 0;
    } catch (IOException e) {
      throw new StoreException.Failed(file, e);
    }
  }

  /** Whether a container sees it. */
  public boolean isSeen() {
    return !events.isEmpty() && !(events.getLast() instanceof Event.Hidden);
  }

  /** The versions that nobody sees and that lie on the disk all the same, base first. */
  public List<LayerEntry> coveredVersions() {
    List<LayerEntry> versions = versions();
    return isSeen() ? versions.subList(0, versions.size() - 1) : versions;
  }

  /** All versions, base first. */
  public List<LayerEntry> versions() {
    List<LayerEntry> versions = new ArrayList<>();
    for (Event event : events) {
      switch (event) {
        case Event.Born born -> versions.add(born.entry());
        case Event.Changed changed -> versions.add(changed.entry());
        case Event.Reborn reborn -> versions.add(reborn.entry());
        case Event.Hidden hidden -> {}
      }
    }
    return List.copyOf(versions);
  }
}
