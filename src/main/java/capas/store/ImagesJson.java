package capas.store;

import java.util.List;
import java.util.function.Supplier;

/** The file {@code overlay-images/images.json}. */
public final class ImagesJson {

  private static final RecordList<ImageRecord> LIST =
      new RecordList<>(ImageRecord::read, ImageRecord::write, ImageRecord.ORDER);

  private ImagesJson() {}

  /**
   * The images, in the order of the file.
   *
   * @throws StoreException.MalformedList naming the record and the field that cannot be understood
   */
  public static List<ImageRecord> read(GraphRoot root) {
    return opened(root).get();
  }

  /** The same, of the file as it is now, when they are asked for. */
  static Supplier<List<ImageRecord>> opened(GraphRoot root) {
    return LIST.opened(root.imagesJson());
  }

  /** One record as it stands in the list. */
  static String told(ImageRecord image) {
    return new String(LIST.bytes(List.of(image)), java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Replaces the list, under its lock. */
  static void write(GraphRoot root, StoreLock.Held lock, List<ImageRecord> images) {
    lock.replace(root.imagesJson(), LIST.bytes(images));
  }
}
