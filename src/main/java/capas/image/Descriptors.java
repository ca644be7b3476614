package capas.image;

import capas.blob.BlobException;
import capas.blob.Descriptor;
import capas.blob.DiffId;
import capas.blob.Digest;
import capas.blob.MediaType;
import java.util.Set;

/** Reads promises out of a document. */
final class Descriptors {

  private static final int MOST_URLS = 64;
  private static final Set<String> KNOWN =
      Set.of("mediaType", "digest", "size", "urls", "annotations");

  private Descriptors() {}

  static Descriptor read(FieldsJson fields) {
    long size = fields.requiredWhole("size");
    if (size < 0 || size > Descriptor.LARGEST_IN_BYTES) {
      throw fields.fault("size", "size", size, Descriptor.LARGEST_IN_BYTES);
    }
    return new Descriptor(
        mediaType(fields, "mediaType", fields.requiredText("mediaType")),
        digest(fields, "digest", fields.requiredText("digest")),
        size,
        fields.texts("urls", MOST_URLS),
        fields.textsByName("annotations"),
        fields.othersThan(KNOWN));
  }

  static MediaType mediaType(FieldsJson fields, String name, String text) {
    try {
      return MediaType.parse(text);
    } catch (BlobException.MalformedMediaType e) {
      throw fields.fault(name, "not-a-media-type", ImageException.quote(text));
    }
  }

  static Digest digest(FieldsJson fields, String name, String text) {
    return Digest.find(text)
        .orElseThrow(() -> fields.fault(name, "not-a-digest", ImageException.quote(text)));
  }

  static DiffId diffId(FieldsJson fields, String name, String text) {
    return new DiffId(digest(fields, name, text));
  }
}
