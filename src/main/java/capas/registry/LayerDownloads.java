package capas.registry;

import capas.blob.Blob;
import capas.blob.BlobDirectory;
import capas.blob.Descriptor;
import capas.blob.DiffId;
import capas.blob.Digest;
import capas.blob.Limits;
import capas.image.Image;
import capas.image.ImageLayer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Fetches the layers of an image, several at once, and checks each against the configuration. */
final class LayerDownloads {

  private final BlobDownload download;
  private final BlobDirectory.Depth depth;
  private final int atOnce;

  LayerDownloads(BlobDownload download, BlobDirectory.Depth depth, int atOnce) {
    this.download = download;
    this.depth = depth;
    this.atOnce = atOnce;
  }

  /**
   * The layers, base first. If one fails the others are broken off; what they have is kept.
   *
   * @throws RegistryException.OtherDiffId if a layer holds something else than promised
   */
  List<Blob> fetch(Image image) {
    Map<Digest, ImageLayer> distinct = new LinkedHashMap<>();
    image.layers().forEach(layer -> distinct.putIfAbsent(layer.digest(), layer));
    Map<Digest, Blob> blobs = new LinkedHashMap<>();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            atOnce, Thread.ofPlatform().name("layer-", 1).daemon().factory());
    try {
      CompletionService<Blob> done = new ExecutorCompletionService<>(threads);
      distinct.values().forEach(layer -> done.submit(() -> one(layer)));
      for (int i = 0; i < distinct.size(); i++) {
        Blob blob = done.take().get();
        blobs.put(blob.descriptor().digest(), blob);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException.Stopped();
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    } finally {
      threads.shutdownNow();
      // Waits until the files are closed; an interrupted download ends at once.
      threads.close();
    }
    return image.layers().stream().map(layer -> blobs.get(layer.digest())).toList();
  }

  private Blob one(ImageLayer layer) {
    Descriptor descriptor = layer.descriptor();
    Blob blob = download.fetch(descriptor);
    if (depth == BlobDirectory.Depth.INSIDE) {
      DiffId actual = blob.diffId().orElseGet(() -> blob.decompress(Limits.USUAL).diffId());
      if (!actual.equals(layer.diffId())) {
        throw new RegistryException.OtherDiffId(layer.digest(), layer.diffId(), actual);
      }
    }
    return blob;
  }

  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
  }
}
