package capas.overlay;

import capas.layer.DirectoryLayer;
import capas.layer.LayerEntry;
import capas.layer.LayerPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rules of overlayfs in plain Java: which layer each visible name comes from. The kernel does
 * not tell that; a test holds this against what the kernel shows.
 *
 * @see <a href="https://docs.kernel.org/filesystems/overlayfs.html">Linux: Overlay Filesystem</a>
 */
final class Union {

  /** A folder as one layer has it: by name, what lies in it. */
  private record Part(DirectoryLayer layer, LayerPath at, Map<String, LayerEntry> content) {}

  private final List<DirectoryLayer> layers = new ArrayList<>();
  private final Map<DirectoryLayer, Map<LayerPath, Map<String, LayerEntry>>> contents =
      new HashMap<>();
  private final SortedMap<LayerPath, MergedView.Name> seen = new TreeMap<>();

  /** Looks at the layers' entries, topmost layer first. */
  static MergedView of(Map<DirectoryLayer, SortedMap<LayerPath, LayerEntry>> topFirst) {
    Union union = new Union();
    topFirst.forEach(union::add);
    union.merge(
        LayerPath.TOP,
        union.layers.stream().map(layer -> union.part(layer, LayerPath.TOP)).toList());
    return new MergedView(union.seen);
  }

  private void add(DirectoryLayer layer, SortedMap<LayerPath, LayerEntry> entries) {
    Map<LayerPath, Map<String, LayerEntry>> byFolder = new HashMap<>();
    byFolder.put(LayerPath.TOP, new TreeMap<>());
    entries.forEach((path, entry) -> {
      byFolder.computeIfAbsent(path.parent(), p -> new TreeMap<>()).put(path.name(), entry);
      if (entry instanceof LayerEntry.Folder) {
        byFolder.computeIfAbsent(path, p -> new TreeMap<>());
      }
    });
    layers.add(layer);
    contents.put(layer, byFolder);
  }

  private void merge(LayerPath folder, List<Part> parts) {
    TreeSet<String> names = new TreeSet<>();
    parts.forEach(part -> names.addAll(part.content().keySet()));
    for (String name : names) {
      Part top = parts.stream().filter(part -> part.content().containsKey(name)).findFirst().get();
      LayerEntry entry = top.content().get(name);
      LayerPath path = folder.child(name);
      switch (entry) {
        case LayerEntry.Whiteout hidden -> {}
        case LayerEntry.Folder shown -> {
          List<Part> inside = inside(parts, name);
          List<DirectoryLayer> below = inside.stream().skip(1).map(Part::layer).toList();
          seen.put(path, new MergedView.Name(path, shown, top.layer(), below));
          merge(path, inside);
        }
        case LayerEntry.RegularFile shown -> leaf(path, shown, top);
        case LayerEntry.Symlink shown -> leaf(path, shown, top);
        case LayerEntry.Special shown -> leaf(path, shown, top);
      }
    }
  }

  private void leaf(LayerPath path, LayerEntry shown, Part top) {
    seen.put(path, new MergedView.Name(path, shown, top.layer(), List.of()));
  }

  /** The folders of this name inside the parts of their parent: those that show as one. */
  private List<Part> inside(List<Part> parents, String first) {
    List<Part> found = new ArrayList<>();
    String name = first;
    for (Part parent : parents) {
      LayerEntry entry = parent.content().get(name);
      if (entry == null) {
        continue;
      }
      if (!(entry instanceof LayerEntry.Folder folder)) {
        break;
      }
      found.add(part(parent.layer(), parent.at().child(name)));
      if (folder.opaque()) {
        break;
      }
      if (folder.redirect().isPresent() && folder.redirect().get().startsWith("/")) {
        found.addAll(elsewhere(folder.redirect().get(), parent.layer()));
        break;
      }
      name = folder.redirect().orElse(name);
    }
    return found;
  }

  /** The folders at a path from the top, in the layers below one. */
  private List<Part> elsewhere(String redirect, DirectoryLayer above) {
    List<Part> parents =
        layers.subList(layers.indexOf(above) + 1, layers.size()).stream()
            .map(layer -> part(layer, LayerPath.TOP))
            .toList();
    for (String name : LayerPath.parse(redirect.substring(1)).names()) {
      parents = inside(parents, name);
    }
    return parents;
  }

  private Part part(DirectoryLayer layer, LayerPath at) {
    return new Part(layer, at, contents.get(layer).get(at));
  }
}
