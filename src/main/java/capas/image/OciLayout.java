package capas.image;

import capas.blob.BlobDirectory;
import capas.blob.Descriptor;
import capas.blob.Digest;
import capas.blob.MediaType;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder, or a tar archive of one, that holds images as the specification lays them out: {@code
 * oci-layout}, {@code index.json}, {@code blobs/}. Documents are hashed when they are read.
 *
 * @see <a
 *     href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md">image-spec,
 *     image layout</a>
 */
public final class OciLayout implements LocalImages {

  static final String MARK = "oci-layout";
  static final String INDEX = "index.json";
  static final String REF_NAME = "org.opencontainers.image.ref.name";

  /** Docker and containerd write the whole name here, and only the tag into the other. */
  private static final String FULL_NAME = "io.containerd.image.name";

  private static final int LONGEST_MARK = 4096;
  private static final int DEEPEST = 4;

  private final LayoutFiles files;

  private OciLayout(LayoutFiles files) {
    this.files = files;
  }

  /**
   * Opens the layout in this folder or archive.
   *
   * @throws ImageException.NotALayout if it is none
   */
  public static OciLayout open(Path folderOrArchive) {
    return open(
        Files.isRegularFile(folderOrArchive)
            ? LayoutFiles.OfArchive.open(folderOrArchive)
            : new LayoutFiles.OfFolder(folderOrArchive));
  }

  static OciLayout open(LayoutFiles files) {
    try {
      FieldsJson mark = FieldsJson.read(MARK, files.read(MARK, LONGEST_MARK), LONGEST_MARK);
      String version = mark.requiredText("imageLayoutVersion");
      if (!version.startsWith("1.")) {
        throw mark.fault("imageLayoutVersion", "schema-version", ImageException.quote(version));
      }
      OciLayout layout = new OciLayout(files);
      layout.index();
      return layout;
    } catch (RuntimeException e) {
      files.close();
      throw e;
    }
  }

  /** Opens the layout in this folder, or makes an empty one there. */
  public static OciLayout create(Path folder) {
    LayoutWriter.begin(folder);
    return open(folder);
  }

  /** The list of what is in it, read anew. */
  public ImageIndex index() {
    byte[] bytes = files.read(INDEX, ImageDocument.LONGEST_IN_BYTES);
    return switch (ImageDocument.parse(bytes, MediaType.OCI_INDEX)) {
      case ImageIndex index -> index;
      case Manifest manifest ->
          throw ImageException.MalformedImage.of(
              INDEX, "mediaType", "not-a-manifest", manifest.mediaType());
    };
  }

  @Override
  public List<String> names() {
    return index().entries().stream().flatMap(entry -> names(entry).limit(1)).distinct().toList();
  }

  /** The manifest or index of this name, read and hashed; an empty name means the only one. */
  public ImageDocument document(String name) {
    List<ImageIndex.Entry> entries = index().entries();
    return entries.stream()
        .filter(entry -> name.isEmpty() ? entries.size() == 1 : names(entry).anyMatch(name::equals))
        .findFirst()
        .map(entry -> document(entry.descriptor()))
        .orElseThrow(() -> new ImageException.NoSuchImage(files.place(), name, names()));
  }

  /**
   * The manifest or index of this descriptor, read and hashed.
   *
   * @throws ImageException.BlobMissing if it is not there
   * @throws capas.blob.BlobException.DigestMismatch if its bytes are others
   */
  public ImageDocument document(Descriptor descriptor) {
    byte[] bytes = bytes(descriptor, ImageDocument.LONGEST_IN_BYTES);
    return ImageDocument.parse(descriptor.prove(bytes), descriptor.mediaType());
  }

  @Override
  public Image image(String name, Platform wanted) {
    ImageIndex index = index();
    // Some tools write one image for several platforms without any name or list.
    boolean nameless = index.entries().stream().allMatch(entry -> names(entry).count() == 0);
    ImageDocument document =
        name.isEmpty() && nameless && index.entries().size() > 1 ? index : document(name);
    for (int depth = 0; depth <= DEEPEST; depth++) {
      switch (document) {
        case ImageIndex list -> document = document(list.choose(wanted).descriptor());
        case Manifest manifest -> {
          return image(manifest);
        }
      }
    }
    throw ImageException.MalformedImage.of(INDEX, "manifests", "too-deep", DEEPEST);
  }

  private Image image(Manifest manifest) {
    Image.needImage(manifest);
    byte[] config = bytes(manifest.config(), ImageConfig.LONGEST_IN_BYTES);
    return Image.of(manifest, ImageConfig.parse(manifest.config().prove(config)));
  }

  private byte[] bytes(Descriptor descriptor, int longestInBytes) {
    return files.read(existing(descriptor.digest()), longestInBytes);
  }

  @Override
  public InputStream open(Descriptor descriptor) {
    return files.open(existing(descriptor.digest()));
  }

  private String existing(Digest digest) {
    String name = "blobs/" + digest.algorithm().word() + "/" + digest.hex();
    if (!files.has(name)) {
      throw new ImageException.BlobMissing(files.place(), digest);
    }
    return name;
  }

  /** Its blobs, to write layers into; empty for an archive, which is only read. */
  public Optional<BlobDirectory> blobs() {
    return switch (files) {
      case LayoutFiles.OfFolder folder -> Optional.of(BlobDirectory.in(folder.place()));
      case LayoutFiles.OfArchive archive -> Optional.empty();
    };
  }

  /**
   * Writes the manifest and the config of this image, and its name into {@code index.json}, in
   * place of the image that had the name. The layers must be here already, but for foreign ones.
   * Two processes may add at once. A manifest in Docker's words is kept as it is, though skopeo and
   * umoci find only those in OCI's words in a layout: {@link Conversion} writes one.
   *
   * @throws ImageException.BlobMissing if a layer is not here
   * @throws ImageException.LayoutFailed if it is an archive, or cannot be written
   */
  public void add(Image image, String name) {
    Stream<Descriptor> layers =
        image.manifest().layers().stream()
            .filter(layer -> layer.mediaType().use() != MediaType.Use.FOREIGN_LAYER);
    LayoutWriter writer = writer();
    layers.forEach(layer -> existing(layer.digest()));
    writer.put(image.manifest().config(), image.config().bytes());
    writer.put(image.manifest(), name);
  }

  /**
   * Writes an index, whose images must be here already, under this name.
   *
   * @throws ImageException.BlobMissing if a listed image is not here
   * @throws ImageException.LayoutFailed if it is an archive, or cannot be written
   */
  public void add(ImageIndex images, String name) {
    LayoutWriter writer = writer();
    images.entries().forEach(entry -> existing(entry.descriptor().digest()));
    writer.put(images, name);
  }

  private LayoutWriter writer() {
    return switch (files) {
      case LayoutFiles.OfFolder folder -> new LayoutWriter(folder.place());
      case LayoutFiles.OfArchive archive ->
          throw new ImageException.LayoutFailed(archive.place(), new java.io.IOException("EROFS"));
    };
  }

  private static Stream<String> names(ImageIndex.Entry entry) {
    return Stream.of(FULL_NAME, REF_NAME)
        .map(entry.descriptor().annotations()::get)
        .filter(name -> name != null && !name.isEmpty());
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
