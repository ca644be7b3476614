package capas.image;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Two images side by side.
 *
 * @param sharedBlobs layers whose compressed bytes are the same: a registry sends them once
 * @param sharedFolders layers that lie in Podman's storage once for both: the same content on the
 *     same layers below
 */
public record ImageComparison(
    Image first, Image second, List<ImageLayer> sharedBlobs, List<ImageLayer> sharedFolders) {

  /** Compares them; the shared layers are given as the first image has them, base first. */
  public static ImageComparison compare(Image first, Image second) {
    Set<Object> digests =
        second.layers().stream().map(ImageLayer::digest).collect(Collectors.toSet());
    Set<Object> layerIds =
        second.layers().stream().map(ImageLayer::layerId).collect(Collectors.toSet());
    return new ImageComparison(
        first,
        second,
        first.layers().stream().filter(layer -> digests.contains(layer.digest())).toList(),
        first.layers().stream().filter(layer -> layerIds.contains(layer.layerId())).toList());
  }

  /** Bytes that need not be sent a second time, compressed. */
  public long bytesSaved() {
    return sharedBlobs.stream()
        .collect(
            Collectors.toMap(
                ImageLayer::digest,
                layer -> layer.descriptor().sizeInBytes(),
                (once, again) -> once))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .sum();
  }
}
