package capas.registry;

import capas.blob.Blob;
import capas.blob.BlobDirectory;
import capas.blob.BlobDirectory.Depth;
import capas.blob.Descriptor;
import capas.blob.DiffId;
import capas.blob.Digest;
import capas.blob.Limits;
import capas.image.Image;
import capas.image.ImageConfig;
import capas.image.ImageIndex;
import capas.image.ImageLayer;
import capas.image.ImageReference;
import capas.image.Manifest;
import capas.image.OciLayout;
import capas.registry.Exchange.Purpose;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Into an OCI layout, where every blob is kept as it was sent. */
final class IntoLayout implements Landing {

  private final Path folder;
  private final int layersAtOnce;
  private final Depth depth;
  private OciLayout layout;

  IntoLayout(Path folder, int layersAtOnce, Depth depth) {
    this.folder = folder;
    this.layersAtOnce = layersAtOnce;
    this.depth = depth;
  }

  @Override
  public Path folder() {
    return folder;
  }

  private BlobDirectory blobs() {
    return layout.blobs().orElseThrow();
  }

  @Override
  public ImageConfig config(Session session, Manifest manifest) {
    layout = OciLayout.create(folder);
    return new BlobDownload(session, blobs(), Depth.STORED_BYTES, Purpose.CONFIG)
        .config(manifest.config());
  }

  /**
   * The layers, base first.
   *
   * @throws RegistryException.OtherDiffId if a layer holds something else than promised
   */
  @Override
  public List<Blob> layers(Session session, Image image) {
    BlobDownload download = new BlobDownload(session, blobs(), depth, Purpose.LAYER);
    Map<Digest, Callable<Blob>> distinct = new LinkedHashMap<>();
    image
        .layers()
        .forEach(layer -> distinct.putIfAbsent(layer.digest(), () -> one(download, layer)));
    Map<Digest, Blob> blobs = new LinkedHashMap<>();
    new LayerDownloads(layersAtOnce)
        .all(distinct.values())
        .forEach(blob -> blobs.put(blob.descriptor().digest(), blob));
    return image.layers().stream().map(layer -> blobs.get(layer.digest())).toList();
  }

  private Blob one(BlobDownload download, ImageLayer layer) {
    Descriptor descriptor = layer.descriptor();
    Blob blob = download.fetch(descriptor);
    if (depth == Depth.INSIDE) {
      DiffId actual = blob.diffId().orElseGet(() -> blob.decompress(Limits.USUAL).diffId());
      LayerDownloads.compare(layer, actual);
    }
    return blob;
  }

  @Override
  public void commit(
      Session session, Image image, Optional<ImageIndex> index, ImageReference name) {
    layout.add(image, name.text());
  }
}
