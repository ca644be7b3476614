package capas.store;

import capas.image.Image;
import capas.image.ImageLayer;
import capas.image.LayerId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves unpacked layers to their places, under {@code layers.lock}. The list names them as
 * incomplete before the first folder moves, and as they are after the last: whoever finds one
 * incomplete, Podman or we, removes it.
 */
final class LayerPlacing {

  private static final String DIFF = "diff";
  private static final String LINK = "link";
  private static final String LOWER = "lower";
  private static final String OWNER_ONLY = "rwx------";
  private static final String READABLE = "rw-r--r--";

  private final GraphRoot root;
  private final WorkFolder work;
  private final StoreLock.Held lock;
  private final Relocation moves;

  LayerPlacing(GraphRoot root, WorkFolder work, StoreLock.Held lock) {
    this.root = root;
    this.work = work;
    this.lock = lock;
    this.moves = new Relocation(root);
  }

  /**
   * Places what the image needs and the store has not.
   *
   * @return false if a layer is neither here nor there; then nothing was changed
   */
  boolean place(Image image, Map<LayerId, LayerRecord> arrived) {
    Map<LayerId, LayerRecord> listed = new LinkedHashMap<>();
    LayersJson.readLasting(root).forEach(layer -> listed.put(layer.id(), layer));
    List<LayerRecord> dead = listed.values().stream().filter(LayerRecord::isIncomplete).toList();
    dead.forEach(layer -> listed.remove(layer.id()));
    List<LayerRecord> fresh = new ArrayList<>();
    Optional<LayerId> parent = Optional.empty();
    for (ImageLayer layer : image.layers()) {
      if (!listed.containsKey(layer.layerId())) {
        LayerRecord record = arrived.get(layer.layerId());
        if (record == null) {
          return false;
        }
        fresh.add(record.on(parent));
      }
      parent = Optional.of(layer.layerId());
    }
    try {
      for (LayerRecord layer : dead) {
        remove(layer.id());
      }
      if (!fresh.isEmpty() || !dead.isEmpty()) {
        fresh.forEach(layer -> listed.put(layer.id(), layer.incomplete()));
        LayersJson.write(root, lock, List.copyOf(listed.values()));
      }
      if (!fresh.isEmpty()) {
        for (LayerRecord layer : fresh) {
          place(layer);
        }
        fresh.forEach(layer -> listed.put(layer.id(), layer));
        LayersJson.write(root, lock, List.copyOf(listed.values()));
      }
    } catch (IOException e) {
      throw new StoreException.Failed(root.driverFolder(), e);
    }
    return true;
  }

  private void place(LayerRecord layer) throws IOException {
    LayerId id = layer.id();
    Path from = work.resolve(id.hex());
    ShortLink link = ShortLink.random();
    StoreFolders.write(from.resolve(LINK), bytes(link.text()), READABLE);
    StoreFolders.folder(from.resolve("work"), OWNER_ONLY);
    StoreFolders.folder(from.resolve("merged"), OWNER_ONLY);
    if (layer.parent().isPresent()) {
      LayerId below = layer.parent().get();
      StoreFolders.write(from.resolve(LOWER), bytes(lowerOn(below)), READABLE);
      likeParent(from.resolve(DIFF), root.layer(below).resolve(DIFF));
    } else {
      StoreFolders.folder(from.resolve("empty"), OWNER_ONLY);
      Files.setAttribute(from.resolve(DIFF), "unix:mode", 0555);
    }
    Files.setAttribute(from, "unix:mode", 0700);
    remove(id);
    Files.createSymbolicLink(root.link(link), Path.of("..", id.hex(), DIFF));
    moves.move(from, root.layer(id));
    Files.move(
        work.resolve(id.hex() + LayerArrival.SPLIT),
        root.tarSplit(id),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private String lowerOn(LayerId below) throws IOException {
    Path folder = root.layer(below);
    String link = new ShortLink(Files.readString(folder.resolve(LINK))).inLower();
    Path lower = folder.resolve(LOWER);
    return Files.exists(lower) ? link + ":" + Files.readString(lower) : link;
  }

  private static void likeParent(Path diff, Path parentsDiff) throws IOException {
    PosixFileAttributes like = Files.readAttributes(parentsDiff, PosixFileAttributes.class);
    Files.setAttribute(diff, "unix:uid", Files.getAttribute(parentsDiff, "unix:uid"));
    Files.setAttribute(diff, "unix:gid", Files.getAttribute(parentsDiff, "unix:gid"));
    Files.setPosixFilePermissions(diff, like.permissions());
  }

  /** Takes away what a writer left that was killed. */
  private void remove(LayerId id) throws IOException {
    Path folder = root.layer(id);
    if (Files.exists(folder)) {
      Path link = folder.resolve(LINK);
      if (Files.exists(link)) {
        String name = Files.readString(link);
        if (name.matches("[A-Za-z0-9_-]+")) {
          Files.deleteIfExists(root.link(new ShortLink(name)));
        }
      }
      // Moved, because its files may be many; the work folder removes them without the lock.
      moveAway(folder, id);
    }
    moveAway(root.tarSplit(id), id);
    moveAway(root.layers().resolve(id.hex()), id);
  }

  private void moveAway(Path leftover, LayerId id) throws IOException {
    try {
      moves.move(leftover, work.resolve(ShortLink.random() + "-" + id.hex()));
    } catch (NoSuchFileException nothing) {
      return;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
