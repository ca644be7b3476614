package capas.store;

import java.util.List;

/** The file {@code overlay-layers/layers.json}. */
public final class LayersJson {

  private static final RecordList<LayerRecord> LIST =
      new RecordList<>(LayerRecord::read, LayerRecord::write, LayerRecord.ORDER);

  private LayersJson() {}

  /**
   * The layers, in the order of the file, those of running containers with {@code --rm} after them.
   *
   * @throws StoreException.MalformedList naming the record and the field that cannot be understood
   */
  public static List<LayerRecord> read(GraphRoot root) {
    List<LayerRecord> all = new java.util.ArrayList<>(LIST.read(root.layersJson()));
    all.addAll(LIST.read(root.volatileLayersJson()));
    return List.copyOf(all);
  }

  /** Those of {@code layers.json} alone, as they are written back. */
  static List<LayerRecord> readLasting(GraphRoot root) {
    return LIST.read(root.layersJson());
  }

  /** One record as it stands in the list. */
  static String told(LayerRecord layer) {
    return new String(LIST.bytes(List.of(layer)), java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Replaces the list, under its lock. */
  static void write(GraphRoot root, StoreLock.Held lock, List<LayerRecord> layers) {
    lock.replace(root.layersJson(), LIST.bytes(layers));
  }
}
