package capas.store;

import capas.blob.Digest;
import capas.image.Image;
import capas.image.ImageIndex;
import capas.image.ImageLayer;
import capas.image.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Writes an image beside its layers, under {@code images.lock}: its documents, then the list. */
final class ImagePlacing {

  private final GraphRoot root;
  private final StoreLock.Held lock;

  ImagePlacing(GraphRoot root, StoreLock.Held lock) {
    this.root = root;
    this.lock = lock;
  }

  void place(Image image, Optional<ImageIndex> index, ImageReference reference) {
    String id = image.imageId().hex();
    String name = nameInStore(reference);
    SequencedMap<String, byte[]> documents = documents(image, index);
    write(id, documents);
    List<ImageRecord> images = new ArrayList<>();
    boolean known = false;
    for (ImageRecord listed : ImagesJson.read(root)) {
      if (listed.id().equals(id)) {
        known = true;
        images.add(listed.with(documents).named(name));
      } else {
        // The name moves, as a tag does.
        images.add(listed.without(name));
      }
    }
    if (!known) {
      images.add(fresh(image, index, name).with(documents));
    }
    ImagesJson.write(root, lock, images);
  }

  /** A digest names the image better than the tag beside it. */
  private static String nameInStore(ImageReference reference) {
    ImageReference full = reference.withUsualTag();
    return full.digest().isPresent()
        ? new ImageReference(full.registry(), full.repository(), Optional.empty(), full.digest())
            .text()
        : full.text();
  }

  private static SequencedMap<String, byte[]> documents(Image image, Optional<ImageIndex> index) {
    SequencedMap<String, byte[]> documents = new LinkedHashMap<>();
    documents.put(image.imageId().text(), image.config().bytes());
    index.ifPresent(
        list -> documents.put(BigData.MANIFEST_OF_DIGEST + list.digest().text(), list.bytes()));
    byte[] manifest = image.manifest().bytes();
    documents.put(BigData.MANIFEST_OF_DIGEST + image.manifest().digest().text(), manifest);
    documents.put(BigData.MANIFEST, manifest);
    return documents;
  }

  private void write(String id, Map<String, byte[]> documents) {
    Path folder = root.image(id);
    try {
      StoreFolders.folder(folder, "rwx------");
      for (Map.Entry<String, byte[]> document : documents.entrySet()) {
        Path fresh = folder.resolve(".tmp-" + ShortLink.random());
        StoreFolders.write(fresh, document.getValue(), "rw-------");
        Files.move(
            fresh,
            root.bigData(id, document.getKey()),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new StoreException.Failed(folder, e);
    }
  }

  private static ImageRecord fresh(Image image, Optional<ImageIndex> index, String name) {
    Digest pulledBy = index.map(ImageIndex::digest).orElse(image.manifest().digest());
    return new ImageRecord(
        image.imageId().hex(),
        Optional.of(pulledBy),
        List.of(name),
        List.of(name),
        image.layers().isEmpty()
            ? Optional.empty()
            : Optional.of(image.layers().getLast()).map(ImageLayer::layerId),
        Optional.of("{}"),
        List.of(),
        Map.of(),
        Map.of(),
        Optional.of(created(image)),
        Map.of(),
        Map.of());
  }

  private static OffsetDateTime created(Image image) {
    try {
      return image
          .config()
          .created()
          .map(OffsetDateTime::parse)
          .orElseGet(() -> OffsetDateTime.now(ZoneOffset.UTC));
    } catch (DateTimeException noTime) {
      return OffsetDateTime.now(ZoneOffset.UTC);
    }
  }
}
