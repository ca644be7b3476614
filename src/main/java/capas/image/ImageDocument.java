package capas.image;

import capas.blob.Descriptor;
import capas.blob.Digest;
import capas.blob.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a registry answers when it is asked for a tag: one image, or a list of images for several
 * platforms. The bytes are kept as they came, since their hash is the name.
 */
public sealed interface ImageDocument permits Manifest, ImageIndex {

  /** No longer document is read; registries refuse longer ones too. 4 MiB. */
  int LONGEST_IN_BYTES = 4 << 20;

  /** The bytes as they came. */
  byte[] bytes();

  /** What it is. */
  MediaType mediaType();

  /** The SHA-256 of the bytes. */
  Digest digest();

  /** The promise that the bytes keep. */
  default Descriptor descriptor() {
    return Descriptor.of(mediaType(), digest(), bytes().length);
  }

  /** In which of the two formats it is written. */
  default ManifestFormat format() {
    return mediaType().isDocker() ? ManifestFormat.DOCKER : ManifestFormat.OCI;
  }

  /** Free words of whoever made it. */
  Map<String, String> annotations();

  /** Fields that are not known here, as JSON, by their names. */
  Map<String, String> others();

  /**
   * Reads a document that was sent as this type.
   *
   * @throws ImageException.MediaTypesDiffer if it says itself that it is something else
   * @throws ImageException.Schema1 if it is of Docker's first format
   * @throws ImageException.MalformedImage if it breaks the specification
   */
  static ImageDocument parse(byte[] bytes, MediaType sentAs) {
    return read(bytes, Optional.of(sentAs));
  }

  /** Reads a document of which nobody said what it is. */
  static ImageDocument parse(byte[] bytes) {
    return read(bytes, Optional.empty());
  }

  private static ImageDocument read(byte[] bytes, Optional<MediaType> told) {
    // These say nothing: some registries send them for every document.
    Set<String> silent = Set.of("application/json", "text/plain", "application/octet-stream");
    Optional<MediaType> sentAs = told.filter(type -> !silent.contains(type.text()));
    if (sentAs.filter(type -> type.use() == MediaType.Use.OLD_MANIFEST).isPresent()) {
      throw new ImageException.Schema1();
    }
    FieldsJson fields = FieldsJson.read("manifest", bytes, LONGEST_IN_BYTES);
    long version = fields.requiredWhole("schemaVersion");
    if (version == 1) {
      throw new ImageException.Schema1();
    }
    if (version != 2) {
      throw fields.fault("schemaVersion", "schema-version", version);
    }
    Optional<MediaType> embedded =
        fields.text("mediaType").map(text -> Descriptors.mediaType(fields, "mediaType", text));
    if (sentAs.isPresent() && embedded.isPresent() && !sentAs.equals(embedded)) {
      throw new ImageException.MediaTypesDiffer(sentAs.get().text(), embedded.get().text());
    }
    // One document that is both would be another image to another reader: CVE-2021-41190.
    boolean hasEntries = fields.has("manifests");
    if (hasEntries && List.of("config", "layers", "fsLayers").stream().anyMatch(fields::has)) {
      throw fields.fault("manifests", "two-documents");
    }
    MediaType type =
        embedded.or(() -> sentAs).orElse(hasEntries ? MediaType.OCI_INDEX : MediaType.OCI_MANIFEST);
    return switch (type.use()) {
      case INDEX -> ImageIndex.read(bytes.clone(), type, fields);
      case MANIFEST -> Manifest.read(bytes.clone(), type, fields);
      case OLD_MANIFEST -> throw new ImageException.Schema1();
      case CONFIG, LAYER, FOREIGN_LAYER, UNKNOWN ->
          throw fields.fault("mediaType", "not-a-manifest", type);
    };
  }
}
