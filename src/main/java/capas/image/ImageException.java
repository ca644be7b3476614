package capas.image;

import capas.blob.Digest;
import capas.blob.MediaType;
import capas.words.CapasException;
import capas.words.Phrases;
import capas.words.Spoken;
import java.util.List;
import java.util.stream.Collectors;

/** An image, or a name of one, that cannot be taken as it is. */
public abstract sealed class ImageException extends CapasException {

  private ImageException(String key, Object... facts) {
    super(key, facts);
  }

  /** A text that is not an image reference. */
  public static final class MalformedReference extends ImageException {
    MalformedReference(String text, String part) {
      super("malformed-reference", quote(text), quote(part));
    }
  }

  /** A text that is not a platform. */
  public static final class MalformedPlatform extends ImageException {
    MalformedPlatform(String text) {
      super("malformed-platform", quote(text));
    }
  }

  /** A manifest, index, config or layout that breaks its specification. */
  public static final class MalformedImage extends ImageException {
    MalformedImage(String document, String where, Spoken fault) {
      super("malformed-image", document, quote(where), fault);
    }

    static MalformedImage of(String document, String where, String fault, Object... facts) {
      return new MalformedImage(
          document,
          where,
          language -> Phrases.of(ImageException.class, language).say("fault." + fault, facts));
    }
  }

  /** The document says that it is something else than its sender says. */
  public static final class MediaTypesDiffer extends ImageException {
    MediaTypesDiffer(String told, String embedded) {
      super("media-types-differ", quote(told), quote(embedded));
    }
  }

  /** A manifest of Docker's first format. */
  public static final class Schema1 extends ImageException {
    Schema1() {
      super("schema-1");
    }
  }

  /** Something that a registry keeps but that is no container image. */
  public static final class NotAnImage extends ImageException {
    NotAnImage(MediaType config) {
      super("not-an-image", config);
    }
  }

  /** The index has no image for the platform. */
  public static final class NoSuchPlatform extends ImageException {
    private final List<Platform> existing;

    NoSuchPlatform(Platform wanted, List<Platform> existing) {
      super(
          "no-such-platform",
          wanted,
          existing.stream().map(Platform::toString).distinct().collect(Collectors.joining(", ")));
      this.existing = List.copyOf(existing);
    }

    /** Those that it has. */
    public List<Platform> existing() {
      return existing;
    }
  }

  /** A layout or archive has no image of this name. */
  public static final class NoSuchImage extends ImageException {
    NoSuchImage(Object place, String name, List<String> existing) {
      super("no-such-image", place, quote(name), quote(String.join(", ", existing)));
    }
  }

  /** A folder or archive that holds no images in a known form. */
  public static final class NotALayout extends ImageException {
    NotALayout(Object place, String missing) {
      super("not-a-layout", place, missing);
    }
  }

  /** A blob that the image names is not there. */
  public static final class BlobMissing extends ImageException {
    BlobMissing(Object place, Digest digest) {
      super("blob-missing", place, digest.text());
    }
  }

  /** The other format has no way to say this. */
  public static final class CannotConvert extends ImageException {
    CannotConvert(MediaType type, ManifestFormat format) {
      super("cannot-convert", type, format);
    }
  }

  /** A layout's file could not be read or written. */
  public static final class LayoutFailed extends ImageException {
    LayoutFailed(Object path, java.io.IOException failure) {
      super("layout-failed", path, reason(path, failure));
    }
  }
}
