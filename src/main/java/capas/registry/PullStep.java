package capas.registry;

import capas.blob.Blob;
import capas.image.Image;
import capas.image.ImageIndex;
import capas.image.ImageReference;
import capas.image.Manifest;
import capas.image.Platform;
import java.util.List;

/** What one step of a pull found, with the requests that it took. They come in this order. */
public sealed interface PullStep {

  /** The requests of this step; none where nothing was asked. */
  Conversation conversation();

  /**
   * The name is whole.
   *
   * @param locations where the bytes may be fetched, in the order in which they are tried
   */
  record NameCompleted(
      ImageReference asked, ImageReference name, List<String> locations, Conversation conversation)
      implements PullStep {}

  /** {@code GET /v2/}: it is a registry. */
  record Pinged(String location, boolean wantsLogin, Conversation conversation)
      implements PullStep {}

  /** A token was fetched, or a password found; only if the registry wanted one. */
  record LoggedIn(String registry, Conversation conversation) implements PullStep {}

  /** The name stands for a list of images; only if it does. */
  record IndexFetched(ImageIndex index, Conversation conversation) implements PullStep {}

  /** One of the list was chosen; only if there was a list. */
  record PlatformChosen(Platform wanted, ImageIndex.Entry entry, Conversation conversation)
      implements PullStep {}

  /** The list of the image's parts. */
  record ManifestFetched(Manifest manifest, Conversation conversation) implements PullStep {}

  /** The configuration, whose digest is the image ID. */
  record ConfigFetched(Image image, Conversation conversation) implements PullStep {}

  /** The layers, base first. */
  record LayersFetched(List<Blob> baseFirst, Conversation conversation) implements PullStep {}

  /** The end: the image has its name in the layout. */
  record LayoutWritten(PulledImage pulled, Conversation conversation) implements PullStep {}
}
