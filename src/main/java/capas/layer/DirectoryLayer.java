package capas.layer;

import capas.linux.FileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A layer that lies unpacked in a folder, as overlayfs reads and writes it.
 *
 * @param name by which a student knows it: {@code lower}, {@code upper}
 * @param folder on the disk
 */
public record DirectoryLayer(String name, Path folder, Marks marks) {

  /** Everything in it, by path; the top folder itself is not an entry. */
  public SortedMap<LayerPath, LayerEntry> entries() {
    SortedMap<LayerPath, LayerEntry> found = new TreeMap<>();
    collect(LayerPath.TOP, found);
    return Collections.unmodifiableSortedMap(found);
  }

  /** What it holds under this name, if anything. */
  public Optional<LayerEntry> find(LayerPath path) {
    return FileStatus.find(path.in(folder))
        .map(status -> entry(path, status))
        .or(() -> hiddenByName(path));
  }

  private Optional<LayerEntry> hiddenByName(LayerPath path) {
    return marks == Marks.NAMES && !path.isTop()
        ? FileStatus.find(path.parent().child(Whiteouts.PREFIX + path.name()).in(folder))
            .map(status -> new LayerEntry.Whiteout(path, status))
        : Optional.empty();
  }

  private void collect(LayerPath parent, Map<LayerPath, LayerEntry> found) {
    try (DirectoryStream<Path> names = Files.newDirectoryStream(parent.in(folder))) {
      for (Path name : names) {
        String text = name.getFileName().toString();
        if (marks != Marks.NAMES || !text.startsWith(Whiteouts.PREFIX)) {
          LayerPath path = parent.child(text);
          find(path)
              .ifPresent(entry -> {
                found.put(path, entry);
                if (entry instanceof LayerEntry.Folder) {
                  collect(path, found);
                }
              });
        } else {
          Whiteouts.hiddenBy(text)
              .flatMap(hidden -> hiddenByName(parent.child(hidden)))
              .ifPresent(entry -> found.putIfAbsent(entry.path(), entry));
        }
      }
    } catch (NoSuchFileException vanished) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LayerEntry entry(LayerPath path, FileStatus status) {
    Path place = path.in(folder);
    return switch (status.type()) {
      case REGULAR ->
          new LayerEntry.RegularFile(path, status, marks.read(place, "metacopy").isPresent());
      case FOLDER ->
          new LayerEntry.Folder(path, status, isOpaque(place), marks.read(place, "redirect"));
      case SYMLINK -> new LayerEntry.Symlink(path, status, target(place));
      case CHARACTER_DEVICE ->
          status.isZeroDevice()
              ? new LayerEntry.Whiteout(path, status)
              : new LayerEntry.Special(path, status);
      case BLOCK_DEVICE, FIFO, SOCKET -> new LayerEntry.Special(path, status);
    };
  }

  private boolean isOpaque(Path place) {
    return marks.read(place, "opaque").filter("y"::equals).isPresent()
        || marks == Marks.NAMES && FileStatus.find(place.resolve(Whiteouts.OPAQUE)).isPresent();
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
