package capas.image;

import capas.blob.MediaType;
import java.util.List;

/**
 * A manifest written in the other format. The config's bytes stay as they are, and so does the
 * image ID; the manifest's digest becomes another.
 *
 * @param changes the media types that have other words now
 * @param losses what the other format has no field for, or gives no meaning to
 */
public record Conversion(Manifest from, Manifest result, List<Change> changes, List<Loss> losses) {

  /**
   * A media type in other words.
   *
   * @param where {@code mediaType}, {@code config.mediaType}, {@code layers[0].mediaType}
   */
  public record Change(String where, MediaType before, MediaType after) {}

  /**
   * Something that does not come along.
   *
   * @param where the field's place in the manifest or, for {@link Kind#NOT_IN_OCI}, in the config
   */
  public record Loss(Kind kind, String where) {}

  /** Why it does not come along. */
  public enum Kind {
    /** Docker's manifest has no such field; it is left out. */
    NOT_IN_DOCKER,
    /** The field stays in the config's bytes, but the OCI specification gives it no meaning. */
    NOT_IN_OCI
  }

  public Conversion {
    changes = List.copyOf(changes);
    losses = List.copyOf(losses);
  }

  /**
   * Writes this image's manifest in this format; in its own format nothing changes.
   *
   * @throws ImageException.CannotConvert if a part has no media type there, such as a layer
   *     compressed with zstd in Docker's
   */
  public static Conversion of(Image image, ManifestFormat format) {
    throw new UnsupportedOperationException();
  }
}
