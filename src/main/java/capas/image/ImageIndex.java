package capas.image;

import capas.blob.Descriptor;
import capas.blob.Digest;
import capas.blob.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A list of images, one for each platform; Docker calls it a manifest list.
 *
 * @see <a
 *     href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md">image-spec,
 *     image index</a>
 */
public final class ImageIndex implements ImageDocument {

  /** One of the listed images. */
  public record Entry(Descriptor descriptor, Optional<Platform> platform) {

    /** One line: {@code linux/amd64 c61d16cfe03e}. */
    @Override
    public String toString() {
      return platform.map(known -> known + " ").orElse("") + descriptor.digest();
    }
  }

  private static final int MOST_ENTRIES = 4096;
  private static final Set<String> KNOWN =
      Set.of("schemaVersion", "mediaType", "manifests", "annotations", "subject", "artifactType");

  private final byte[] bytes;
  private final MediaType mediaType;
  private final Digest digest;
  private final List<Entry> entries;
  private final Map<String, String> annotations;
  private final Map<String, String> others;

  private ImageIndex(byte[] bytes, MediaType mediaType, FieldsJson fields) {
    this.bytes = bytes;
    this.mediaType = mediaType;
    this.digest = Digest.of(bytes);
    this.entries =
        fields.objects("manifests", MOST_ENTRIES).stream().map(ImageIndex::entry).toList();
    this.annotations = Map.copyOf(fields.textsByName("annotations"));
    this.others = Map.copyOf(fields.othersThan(KNOWN));
  }

  static ImageIndex read(byte[] bytes, MediaType mediaType, FieldsJson fields) {
    return new ImageIndex(bytes, mediaType, fields);
  }

  private static Entry entry(FieldsJson fields) {
    fields.othersThan(Set.of("platform"));
    return new Entry(Descriptors.read(fields), fields.object("platform").flatMap(Platforms::read));
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

  /** The images, in the order of the document. */
  public List<Entry> entries() {
    return entries;
  }

  /** Their platforms, in the order of the document. */
  public List<Platform> platforms() {
    return entries.stream().flatMap(entry -> entry.platform().stream()).distinct().toList();
  }

  /**
   * The image that runs best on this platform: the first of the best match, else the first entry
   * that names no platform, as Podman chooses.
   *
   * @throws ImageException.NoSuchPlatform with those that there are
   */
  public Entry choose(Platform wanted) {
    for (Platform accepted : wanted.accepted()) {
      for (Entry entry : entries) {
        if (entry.platform().equals(Optional.of(accepted))) {
          return entry;
        }
      }
    }
    return entries.stream()
        .filter(entry -> entry.platform().isEmpty())
        .findFirst()
        .orElseThrow(() -> new ImageException.NoSuchPlatform(wanted, platforms()));
  }

  @Override
  public Map<String, String> annotations() {
    return annotations;
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
