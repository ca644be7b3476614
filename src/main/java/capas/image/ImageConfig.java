package capas.image;

import capas.blob.DiffId;
import capas.blob.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an image is for: its platform, what a container of it runs, and from which uncompressed
 * layers it is made. Its hash is the image ID. Stands for {@code skopeo inspect --config --raw}.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md">image-spec,
 *     image configuration</a>
 */
public final class ImageConfig {

  /** No longer config is read. 4 MiB. */
  public static final int LONGEST_IN_BYTES = 4 << 20;

  private static final int MOST_LAYERS = 4096;
  private static final int MOST_STEPS = 65536;
  private static final Set<String> KNOWN =
      Set.of("created", "author", "architecture", "os", "variant", "config", "rootfs", "history");

  private final byte[] bytes;
  private final Digest digest;
  private final Platform platform;
  private final Optional<String> created;
  private final Optional<String> author;
  private final Execution execution;
  private final List<DiffId> diffIds;
  private final List<HistoryEntry> history;
  private final Map<String, String> others;

  private ImageConfig(byte[] bytes, FieldsJson fields) {
    this.bytes = bytes;
    this.digest = Digest.of(bytes);
    this.platform =
        Platforms.read(fields)
            .orElseThrow(() -> fields.fault(fields.has("os") ? "architecture" : "os", "missing"));
    this.created = fields.text("created");
    this.author = fields.text("author");
    this.execution = fields.object("config").map(Execution::read).orElse(Execution.NOTHING);
    this.diffIds = diffIds(fields.requiredObject("rootfs"));
    this.history = fields.objects("history", MOST_STEPS).stream().map(HistoryEntry::read).toList();
    this.others = Map.copyOf(fields.othersThan(KNOWN));
  }

  /**
   * Reads a config.
   *
   * @throws ImageException.MalformedImage if it breaks the specification
   */
  public static ImageConfig parse(byte[] bytes) {
    return new ImageConfig(bytes.clone(), FieldsJson.read("config", bytes, LONGEST_IN_BYTES));
  }

  private static List<DiffId> diffIds(FieldsJson rootfs) {
    String type = rootfs.requiredText("type");
    if (!type.equals("layers")) {
      throw rootfs.fault("type", "rootfs-type", ImageException.quote(type));
    }
    List<DiffId> found = new ArrayList<>();
    for (String text : rootfs.texts("diff_ids", MOST_LAYERS)) {
      found.add(Descriptors.diffId(rootfs, "diff_ids[" + found.size() + "]", text));
    }
    rootfs.othersThan(Set.of("type", "diff_ids"));
    return List.copyOf(found);
  }

  /** The bytes as they came. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Their SHA-256: the image ID. */
  public Digest digest() {
    return digest;
  }

  /** For which machines the image is. */
  public Platform platform() {
    return platform;
  }

  /** When it was made, as RFC 3339 has it. */
  public Optional<String> created() {
    return created;
  }

  /** Who made it. */
  public Optional<String> author() {
    return author;
  }

  /** What a container of it runs. */
  public Execution execution() {
    return execution;
  }

  /** The hashes of the uncompressed layers, base first. */
  public List<DiffId> diffIds() {
    return diffIds;
  }

  /** The steps of its building, first one first; may be empty. */
  public List<HistoryEntry> history() {
    return history;
  }

  /** Fields that are not known here, as JSON, by their names. */
  public Map<String, String> others() {
    return others;
  }

  /** The first 12 digits of its digest, as {@code podman images} shows an image ID. */
  @Override
  public String toString() {
    return digest.toString();
  }
}
