package capas.overlay;

import capas.layer.DirectoryLayer;
import capas.layer.LayerEntry;
import capas.layer.LayerPath;
import capas.layer.LayerStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The layers of a mounted overlay at one moment.
 *
 * @param layers what each layer holds; upper first, then the lowers, topmost first
 * @param work the names in {@code workdir/work}
 * @param view what shows of it
 */
public record Observation(
    Map<DirectoryLayer, SortedMap<LayerPath, LayerEntry>> layers,
    List<String> work,
    MergedView view) {

  static Observation of(LayerStack stack, Path workdir) {
    Map<DirectoryLayer, SortedMap<LayerPath, LayerEntry>> layers = new LinkedHashMap<>();
    stack.topFirst().forEach(layer -> layers.put(layer, layer.entries()));
    return new Observation(layers, namesIn(workdir.resolve("work")), Union.of(layers));
  }

  private static List<String> namesIn(Path folder) {
    try (Stream<Path> names = Files.list(folder)) {
      return names.map(name -> name.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public DirectoryLayer upper() {
    return layers.keySet().iterator().next();
  }

  /** What is different in a later observation of the same overlay. */
  public Changes changesTo(Observation later) {
    List<UpperChange> changes = new ArrayList<>();
    var before = layers.get(upper());
    var after = later.layers.get(upper());
    var paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    for (LayerPath path : paths) {
      change(path, before.get(path), after.get(path), changes);
    }
    return new Changes(changes, touchedLowers(later), work, later.work);
  }

  private void change(
      LayerPath path, LayerEntry before, LayerEntry after, List<UpperChange> changes) {
    switch (after) {
      case null -> changes.add(new UpperChange.Removed(path));
      case LayerEntry.Whiteout whiteout -> {
        if (!(before instanceof LayerEntry.Whiteout)) {
          changes.add(new UpperChange.Hidden(whiteout, lowersWith(path)));
        }
      }
      case LayerEntry.Folder folder -> folder(folder, before, changes);
      default -> {
        if (before == null || before instanceof LayerEntry.Whiteout) {
          changes.add(appeared(after));
        } else if (isOther(before, after)) {
          changes.add(new UpperChange.Modified(path, after));
        }
      }
    }
  }

  private void folder(LayerEntry.Folder after, LayerEntry before, List<UpperChange> changes) {
    LayerPath path = after.path();
    boolean wasFolder = before instanceof LayerEntry.Folder;
    LayerEntry.Folder old = wasFolder ? (LayerEntry.Folder) before : null;
    if (!wasFolder && after.redirect().isEmpty()) {
      changes.add(appeared(after));
    } else if (wasFolder && isOther(old, after)) {
      changes.add(new UpperChange.Modified(path, after));
    }
    if (after.opaque() && (!wasFolder || !old.opaque())) {
      changes.add(new UpperChange.MadeOpaque(path, upper().marks().attribute("opaque")));
    }
    after
        .redirect()
        .filter(to -> !wasFolder || !old.redirect().equals(after.redirect()))
        .ifPresent(to ->
            changes.add(
                new UpperChange.Redirected(path, upper().marks().attribute("redirect"), to)));
  }

  /** A version that upper did not have: of a name that showed from below, or of a new one. */
  private UpperChange appeared(LayerEntry after) {
    return view.find(after.path())
        .filter(name -> name.entry().status().type() == after.status().type())
        .<UpperChange>map(name ->
            new UpperChange.CopiedUp(
                after.path(), after, name.layer().name(), name.entry().status().links()))
        .orElseGet(() -> new UpperChange.Created(after.path(), after));
  }

  /** Whether content or metadata differ; a folder's time and size follow from the names in it. */
  private static boolean isOther(LayerEntry before, LayerEntry after) {
    var a = before.status();
    var b = after.status();
    if (a.type() != b.type() || a.permissions() != b.permissions() || a.uid() != b.uid()) {
      return true;
    }
    return !a.isFolder()
        && (a.inode() != b.inode()
            || a.sizeInBytes() != b.sizeInBytes()
            || !Objects.equals(a.modified(), b.modified()));
  }

  /** The lower layers that have this path themselves, topmost first. */
  public List<String> lowersWith(LayerPath path) {
    return layers.entrySet().stream()
        .skip(1)
        .filter(layer -> layer.getValue().containsKey(path))
        .map(layer -> layer.getKey().name())
        .toList();
  }

  private List<String> touchedLowers(Observation later) {
    List<String> touched = new ArrayList<>();
    layers.forEach((layer, before) -> {
      if (!layer.equals(upper())) {
        var after = later.layers.get(layer);
        var paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        for (LayerPath path : paths) {
          if (!Objects.equals(before.get(path), after.get(path))) {
            touched.add(layer.name() + "/" + path);
          }
        }
      }
    });
    return touched;
  }
}
