package capas.registry;

import capas.blob.Blob;
import capas.blob.BlobDirectory.Depth;
import capas.blob.DiffId;
import capas.blob.Digest;
import capas.blob.LayerSink;
import capas.blob.Uncompressed;
import capas.image.Image;
import capas.image.ImageConfig;
import capas.image.ImageDestination;
import capas.image.ImageDestination.Incoming;
import capas.image.ImageIndex;
import capas.image.ImageLayer;
import capas.image.ImageReference;
import capas.image.Manifest;
import capas.registry.Exchange.Purpose;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** Into a place that takes layers apart, such as a store. */
final class IntoDestination implements Landing {

  /** So often another program may remove a layer under our hands. */
  private static final int TRIES = 5;

  private final ImageDestination destination;
  private final int layersAtOnce;

  IntoDestination(ImageDestination destination, int layersAtOnce) {
    this.destination = destination;
    this.layersAtOnce = layersAtOnce;
  }

  @Override
  public Path folder() {
    return destination.folder();
  }

  @Override
  public ImageConfig config(Session session, Manifest manifest) {
    return new BlobDownload(session, destination.arriving(), Depth.STORED_BYTES, Purpose.CONFIG)
        .config(manifest.config());
  }

  @Override
  public List<Blob> layers(Session session, Image image) {
    Map<Digest, List<ImageLayer>> wanted = new LinkedHashMap<>();
    destination.missing(image).stream()
        .sorted(IntoDestination::largestFirst)
        .forEach(
            layer -> wanted.computeIfAbsent(layer.digest(), any -> new ArrayList<>()).add(layer));
    Set<Digest> told = new HashSet<>(wanted.keySet());
    for (ImageLayer layer : image.layers()) {
      if (told.add(layer.digest())) {
        session
            .listener()
            .on(new PullEvent.BlobAlreadyHere(layer.digest(), layer.descriptor().sizeInBytes()));
      }
    }
    BlobDownload download =
        new BlobDownload(session, destination.arriving(), Depth.INSIDE, Purpose.LAYER);
    List<Callable<Digest>> work = new ArrayList<>();
    wanted.values().forEach(same -> work.add(() -> take(download, same)));
    new LayerDownloads(layersAtOnce).all(work);
    return List.of();
  }

  private static int largestFirst(ImageLayer one, ImageLayer other) {
    return Long.compare(other.descriptor().sizeInBytes(), one.descriptor().sizeInBytes());
  }

  /** One blob, which may be several layers of the image. */
  private Digest take(BlobDownload download, List<ImageLayer> same) {
    List<Incoming> incoming = new ArrayList<>();
    try {
      same.forEach(layer -> incoming.add(destination.open(layer)));
      Uncompressed found = download.pass(same.getFirst().descriptor(), new Each(incoming));
      compare(same, found.diffId());
      incoming.forEach(layer -> layer.end(found));
    } finally {
      incoming.forEach(Incoming::close);
    }
    Digest digest = same.getFirst().digest();
    download.done(same.getFirst().descriptor());
    return digest;
  }

  private void compare(List<ImageLayer> same, DiffId actual) {
    try {
      same.forEach(layer -> LayerDownloads.compare(layer, actual));
    } catch (RegistryException.OtherDiffId other) {
      destination.arriving().forget(same.getFirst().digest());
      throw other;
    }
  }

  @Override
  public void commit(
      Session session, Image image, Optional<ImageIndex> index, ImageReference name) {
    for (int i = 1; !destination.commit(image, index, name); i++) {
      if (i == TRIES) {
        throw new RegistryException.LayersVanish(destination.folder().toString());
      }
      layers(session, image);
    }
  }

  private record Each(List<Incoming> sinks) implements LayerSink {

    @Override
    public void begin() {
      sinks.forEach(LayerSink::begin);
    }

    @Override
    public void take(byte[] bytes, int from, int length) {
      sinks.forEach(sink -> sink.take(bytes, from, length));
    }
  }
}
