package capas.image;

import capas.blob.Descriptor;
import capas.blob.Digest;
import capas.blob.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The list of an image's parts: one config and its layers. Stands for {@code skopeo inspect --raw}.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md">image-spec,
 *     image manifest</a>
 */
public final class Manifest implements ImageDocument {

  /** More layers than any engine stacks. */
  private static final int MOST_LAYERS = 4096;

  private static final Set<String> KNOWN =
      Set.of(
          "schemaVersion",
          "mediaType",
          "config",
          "layers",
          "annotations",
          "subject",
          "artifactType");

  private final byte[] bytes;
  private final MediaType mediaType;
  private final Digest digest;
  private final Descriptor config;
  private final List<Descriptor> layers;
  private final Map<String, String> annotations;
  private final Optional<Descriptor> subject;
  private final Optional<String> artifactType;
  private final Map<String, String> others;

  private Manifest(byte[] bytes, MediaType mediaType, FieldsJson fields) {
    this.bytes = bytes;
    this.mediaType = mediaType;
    this.digest = Digest.of(bytes);
    this.config = Descriptors.read(fields.requiredObject("config"));
    this.layers = fields.objects("layers", MOST_LAYERS).stream().map(Descriptors::read).toList();
    this.annotations = Map.copyOf(fields.textsByName("annotations"));
    this.subject = fields.object("subject").map(Descriptors::read);
    this.artifactType = fields.text("artifactType");
    this.others = Map.copyOf(fields.othersThan(KNOWN));
  }

  static Manifest read(byte[] bytes, MediaType mediaType, FieldsJson fields) {
    if (!fields.has("config")) {
      throw fields.fault("config", "missing");
    }
    return new Manifest(bytes, mediaType, fields);
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public MediaType mediaType() {
    return mediaType;
  }

  @Override
  public Digest digest() {
    return digest;
  }

  /** The promise of the config; its digest is the image ID. */
  public Descriptor config() {
    return config;
  }

  /** The promises of the layers, base first. */
  public List<Descriptor> layers() {
    return layers;
  }

  /** Config and layers together, in bytes as they are sent. */
  public long totalInBytes() {
    return config.sizeInBytes() + layers.stream().mapToLong(Descriptor::sizeInBytes).sum();
  }

  @Override
  public Map<String, String> annotations() {
    return annotations;
  }

  /** The image that this one says something about, such as a signature does. */
  public Optional<Descriptor> subject() {
    return subject;
  }

  /** What it is, if it is no container image. */
  public Optional<String> artifactType() {
    return artifactType;
  }

  @Override
  public Map<String, String> others() {
    return others;
  }

  /** The first 12 digits of its digest. */
  @Override
  public String toString() {
    return digest.toString();
  }
}
