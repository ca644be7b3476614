package capas.layer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A name inside a layer, such as {@code etc/passwd}. It never climbs out of the layer. */
public record LayerPath(List<String> names) implements Comparable<LayerPath> {

  /** The layer's own top folder. */
  public static final LayerPath TOP = new LayerPath(List.of());

  private static final int LONGEST_NAME_IN_BYTES = 255;

  public LayerPath {
    names = List.copyOf(names);
  }

  /**
   * Reads a relative path; {@code .} and doubled slashes are dropped.
   *
   * @throws UnsafeLayerPathException if it is absolute, or holds {@code ..}, a NUL, or a name of
   *     more than 255 bytes
   */
  public static LayerPath parse(String text) {
    if (text.startsWith("/") || text.indexOf('\0') >= 0) {
      throw new UnsafeLayerPathException(text);
    }
    List<String> names = new ArrayList<>();
    for (String name : text.split("/")) {
      if (name.equals("..")
          || name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length
              > LONGEST_NAME_IN_BYTES) {
        throw new UnsafeLayerPathException(text);
      }
      if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return new LayerPath(names);
  }

  /** This name in that folder. */
  public Path in(Path folder) {
    Path place = folder;
    for (String name : names) {
      place = place.resolve(name);
    }
    return place;
  }

  /** The name one level deeper. */
  public LayerPath child(String name) {
    List<String> deeper = new ArrayList<>(names);
    deeper.add(name);
    return new LayerPath(deeper);
  }

  /** The folder that holds this name; the top's parent is the top. */
  public LayerPath parent() {
    return isTop() ? this : new LayerPath(names.subList(0, names.size() - 1));
  }

  /** The last name; empty for the top. */
  public String name() {
    return isTop() ? "" : names.getLast();
  }

  public boolean isTop() {
    return names.isEmpty();
  }

  /** In the order of a listing: by name, level for level. */
  @Override
  public int compareTo(LayerPath other) {
    for (int i = 0; i < Math.min(names.size(), other.names.size()); i++) {
      int order = names.get(i).compareTo(other.names.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(names.size(), other.names.size());
  }

  @Override
  public String toString() {
    return String.join("/", names);
  }
}
