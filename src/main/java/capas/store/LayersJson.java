package capas.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

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
    return opened(root).get();
  }

  /** The same, of the files as they are now, when they are asked for. */
  static Supplier<List<LayerRecord>> opened(GraphRoot root) {
    Supplier<List<LayerRecord>> lasting = LIST.opened(root.layersJson());
    Supplier<List<LayerRecord>> fleeting = LIST.opened(root.volatileLayersJson());
    return () -> {
      List<LayerRecord> all = new ArrayList<>(lasting.get());
      all.addAll(fleeting.get());
      return List.copyOf(all);
    };
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
