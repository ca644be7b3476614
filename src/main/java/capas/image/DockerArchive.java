package capas.image;

import capas.blob.Compression;
import capas.blob.Descriptor;
import capas.blob.DiffId;
import capas.blob.Digest;
import capas.blob.HashAlgorithm;
import capas.blob.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A tar archive as {@code docker save} and {@code podman save} write it: {@code manifest.json}
 * lists the images, their configs and their uncompressed layers. It has no manifests: one is made
 * of what is there, the same that skopeo makes, and its digest is another than a registry's. The
 * image ID is the same.
 */
public final class DockerArchive implements LocalImages {

  private static final String LIST = "manifest.json";
  private static final int MOST_IMAGES = 4096;
  private static final int MOST_LAYERS = 4096;

  /** One image, by the names of its files in the archive. */
  private record Entry(List<String> names, String config, List<String> layers) {}

  private final LayoutFiles files;
  private final List<Entry> entries;
  private final Map<Digest, String> parts = new ConcurrentHashMap<>();

  private DockerArchive(LayoutFiles files, List<Entry> entries) {
    this.files = files;
    this.entries = entries;
  }

  /**
   * Opens an archive, which may be compressed as a whole.
   *
   * @throws ImageException.NotALayout if it has no {@code manifest.json}
   */
  public static DockerArchive open(Path archive) {
    return open(LayoutFiles.OfArchive.open(archive));
  }

  static DockerArchive open(LayoutFiles files) {
    try {
      int longest = ImageDocument.LONGEST_IN_BYTES;
      byte[] bytes = files.read(LIST, longest);
      return new DockerArchive(
          files,
          FieldsJson.readList(LIST, bytes, longest, MOST_IMAGES).stream()
              .map(fields ->
                  new Entry(
                      fields.texts("RepoTags", MOST_IMAGES),
                      existing(files, fields, "Config", fields.requiredText("Config")),
                      fields.texts("Layers", MOST_LAYERS).stream()
                          .map(name -> existing(files, fields, "Layers", name))
                          .toList()))
              .toList());
    } catch (RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private static String existing(LayoutFiles files, FieldsJson fields, String field, String name) {
    if (!files.has(name)) {
      throw fields.fault(field, "bad-path", ImageException.quote(name));
    }
    return name;
  }

  @Override
  public List<String> names() {
    return entries.stream().flatMap(entry -> entry.names().stream()).distinct().toList();
  }

  @Override
  public Image image(String name, Platform wanted) {
    Entry entry =
        entries.stream()
            .filter(known -> name.isEmpty() ? entries.size() == 1 : known.names().contains(name))
            .findFirst()
            .orElseThrow(() -> new ImageException.NoSuchImage(files.place(), name, names()));
    byte[] bytes = files.read(entry.config(), ImageConfig.LONGEST_IN_BYTES);
    ImageConfig config = ImageConfig.parse(bytes);
    parts.put(config.digest(), entry.config());
    if (config.diffIds().size() != entry.layers().size()) {
      throw ImageException.MalformedImage.of(
          LIST, "Layers", "layer-count", config.diffIds().size(), entry.layers().size());
    }
    List<Descriptor> layers = new ArrayList<>();
    for (int i = 0; i < entry.layers().size(); i++) {
      layers.add(layer(entry.layers().get(i), config.diffIds().get(i)));
    }
    byte[] manifest = ManifestJson.docker(Descriptor.of(MediaType.DOCKER_CONFIG, bytes), layers);
    return switch (ImageDocument.parse(manifest)) {
      case Manifest made -> Image.of(made, config);
      case ImageIndex index -> throw new IllegalStateException();
    };
  }

  /**
   * A layer that is not compressed has its diff ID for a digest: whoever reads it will prove it.
   */
  private Descriptor layer(String name, DiffId diffId) {
    try (InputStream bytes = files.open(name)) {
      byte[] first = bytes.readNBytes(Compression.MAGIC_BYTES);
      Compression compression = Compression.ofFirst(first, first.length);
      Descriptor layer =
          switch (compression) {
            case NONE ->
                Descriptor.of(MediaType.DOCKER_LAYER, diffId.digest(), files.sizeInBytes(name));
            case GZIP ->
                Descriptor.of(MediaType.DOCKER_LAYER_GZIP, hash(name), files.sizeInBytes(name));
            case ZSTD ->
                Descriptor.of(MediaType.OCI_LAYER_ZSTD, hash(name), files.sizeInBytes(name));
          };
      parts.put(layer.digest(), name);
      return layer;
    } catch (IOException e) {
      throw new ImageException.LayoutFailed(files.place().resolve(name), e);
    }
  }

  private Digest hash(String name) throws IOException {
    try (DigestInputStream bytes =
        new DigestInputStream(files.open(name), HashAlgorithm.SHA256.start())) {
      bytes.transferTo(java.io.OutputStream.nullOutputStream());
      return Digest.ending(HashAlgorithm.SHA256, bytes.getMessageDigest());
    }
  }

  @Override
  public InputStream open(Descriptor descriptor) {
    String name = parts.get(descriptor.digest());
    if (name == null) {
      throw new ImageException.BlobMissing(files.place(), descriptor.digest());
    }
    return files.open(name);
  }

  @Override
  public void close() {
    files.close();
  }

  @Override
  public String toString() {
    return files.place().toString();
  }
}
