package capas.lab;

import capas.layer.LayerPath;
import capas.linux.FileStatus;
import capas.store.DiskUsage;
import capas.store.GraphRoot;
import capas.store.Sharing;
import capas.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The eyes on a store as a whole; names are told from its graphroot. */
final class StoreViews {

  private final Store store;

  StoreViews(Store store) {
    this.store = store;
  }

  Store store() {
    return store;
  }

  GraphRoot root() {
    return store.root();
  }

  /** As it is named from the graphroot. */
  String name(Path place) {
    return root().top().relativize(place).toString();
  }

  GraphRootSeen graphroot() {
    List<GraphRootSeen.Entry> entries = new ArrayList<>();
    for (Path place : children(root().top())) {
      entries.add(new GraphRootSeen.Entry(place.getFileName().toString(), FileStatus.of(place)));
    }
    return new GraphRootSeen(root().top(), entries);
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> names = Files.list(folder)) {
      return names.sorted().toList();
    } catch (IOException e) {
      throw capas.linux.SyscallException.of("readdir", folder, e);
    }
  }

  JsonSeen imagesJson() {
    return json(root().imagesJson());
  }

  JsonSeen layersJson() {
    return json(root().layersJson());
  }

  private JsonSeen json(Path file) {
    return JsonSeen.of(name(file), bytes(file));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw capas.linux.SyscallException.of("read", file, e);
    }
  }

  Listing links() {
    return Listing.of(name(root().links()), root().links());
  }

  /** A folder of the store, by its name from the graphroot; a link is not followed. */
  Listing list(String name) {
    Path place = place(name);
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      throw new LabRefusedException.NothingThere(name, names());
    }
    return Listing.of(name.isEmpty() ? "." : name, place);
  }

  FileText text(String name) {
    Path place = place(name);
    if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
      throw new LabRefusedException.NothingThere(name, names());
    }
    return new FileText(name, new String(bytes(place), java.nio.charset.StandardCharsets.UTF_8));
  }

  private Path place(String name) {
    return LayerPath.parse(name).in(root().top());
  }

  private java.util.SortedSet<String> names() {
    return new java.util.TreeSet<>(
        children(root().top()).stream().map(path -> path.getFileName().toString()).toList());
  }

  SharedSeen shared() {
    return new SharedSeen(Sharing.of(store), DiskUsage.of(root().driverFolder()));
  }

  DiskUsageSeen diskUsage() {
    List<DiskUsageSeen.Line> lines = new ArrayList<>();
    for (Path place : List.of(root().images(), root().layers(), root().driverFolder())) {
      if (Files.isDirectory(place)) {
        lines.add(new DiskUsageSeen.Line(name(place), DiskUsage.of(place)));
      }
    }
    return new DiskUsageSeen(lines);
  }
}
