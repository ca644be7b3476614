package capas.registry;

import capas.blob.BlobDirectory;
import capas.blob.Compression;
import capas.blob.Descriptor;
import capas.blob.LayerWriter;
import capas.blob.MediaType;
import capas.image.Image;
import capas.image.ImageConfig;
import capas.image.ImageDocument;
import capas.image.ImageIndex;
import capas.image.Manifest;
import capas.image.ManifestFormat;
import capas.image.OciLayout;
import capas.image.Platform;
import capas.registry.SampleLayers.Layer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Images for a class without a network, made on the spot and always of the same bytes (with the
 * same busybox). {@code sample/httpd:latest} has the shape of the course's image: three layers,
 * Docker V2; the second deletes, the third changes. {@code sample/httpd:2} (OCI) shares two of
 * them. {@code sample/httpd:zstd} has the same layers compressed otherwise: the same diff IDs,
 * other digests. {@code sample/platforms:latest} is an index of two platforms.
 */
public final class SampleImages {

  /** Their names in the layout. */
  public static final List<String> NAMES =
      List.of(
          "sample/httpd:latest", "sample/httpd:2", "sample/httpd:zstd", "sample/platforms:latest");

  private static final Path BUSYBOX = Path.of("/bin/busybox");

  private final OciLayout layout;
  private final BlobDirectory blobs;
  private final String machine = Platform.ofThisMachine().architecture();

  private SampleImages(OciLayout layout) {
    this.layout = layout;
    this.blobs = layout.blobs().orElseThrow();
  }

  /**
   * Makes them in the layout in this folder, which is made if it is not there. The images run if
   * Debian's busybox-static is installed; otherwise they can be pulled and looked at only.
   */
  public static void makeIn(Path folder) {
    makeIn(folder, BUSYBOX);
  }

  static void makeIn(Path folder, Path busybox) {
    try (OciLayout layout = OciLayout.create(folder)) {
      new SampleImages(layout).make(busybox);
    }
  }

  private void make(Path busybox) {
    Layer base = SampleLayers.base(busybox);
    Layer deleting = SampleLayers.deleting();
    Layer changing = SampleLayers.changing();
    List<Layer> three = List.of(base, deleting, changing);
    String latest = SampleConfig.ofServer(machine, three, "COPY site /");
    add("sample/httpd:latest", ManifestFormat.DOCKER, latest, three, Compression.GZIP);
    add("sample/httpd:zstd", ManifestFormat.OCI, latest, three, Compression.ZSTD);
    List<Layer> second = List.of(base, deleting, SampleLayers.changingOtherwise());
    String two = SampleConfig.ofServer(machine, second, "COPY site-2 /");
    add("sample/httpd:2", ManifestFormat.OCI, two, second, Compression.GZIP);
    platforms();
  }

  private void platforms() {
    List<String> entries = new ArrayList<>();
    for (String architecture : List.of("amd64", "arm64")) {
      List<Layer> one = List.of(SampleLayers.saying(architecture));
      String config = SampleConfig.ofText(architecture, one);
      Image image = image(ManifestFormat.OCI, config, one, Compression.GZIP);
      blobs.put(image.manifest().mediaType(), image.manifest().bytes());
      entries.add(
          """
          {"mediaType":"%s","digest":"%s","size":%d,\
          "platform":{"architecture":"%s","os":"linux"}}\
          """
              .formatted(
                  image.manifest().mediaType(),
                  image.manifest().digest().text(),
                  image.manifest().bytes().length,
                  architecture));
    }
    byte[] index =
        bytes(
            """
            {"schemaVersion":2,"mediaType":"%s","manifests":[%s]}\
            """
                .formatted(MediaType.OCI_INDEX, String.join(",", entries)));
    layout.add((ImageIndex) ImageDocument.parse(index), "sample/platforms:latest");
  }

  private void add(
      String name,
      ManifestFormat format,
      String config,
      List<Layer> layers,
      Compression compression) {
    layout.add(image(format, config, layers, compression), name);
  }

  private Image image(
      ManifestFormat format, String config, List<Layer> layers, Compression compression) {
    boolean docker = format == ManifestFormat.DOCKER;
    MediaType configType = docker ? MediaType.DOCKER_CONFIG : MediaType.OCI_CONFIG;
    MediaType manifestType = docker ? MediaType.DOCKER_MANIFEST : MediaType.OCI_MANIFEST;
    Descriptor promise = blobs.put(configType, bytes(config)).descriptor();
    String list =
        layers.stream()
            .map(layer -> json(put(layer, docker, compression)))
            .collect(Collectors.joining(","));
    byte[] manifest =
        bytes(
            """
            {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}\
            """
                .formatted(manifestType, json(promise), list));
    return Image.of((Manifest) ImageDocument.parse(manifest), ImageConfig.parse(bytes(config)));
  }

  private Descriptor put(Layer layer, boolean docker, Compression compression) {
    MediaType type =
        compression == Compression.ZSTD
            ? MediaType.OCI_LAYER_ZSTD
            : docker ? MediaType.DOCKER_LAYER_GZIP : MediaType.OCI_LAYER_GZIP;
    return blobs.put(type, LayerWriter.compressed(layer.tar(), compression)).descriptor();
  }

  private static String json(Descriptor descriptor) {
    return """
    {"mediaType":"%s","digest":"%s","size":%d}\
    """
        .formatted(descriptor.mediaType(), descriptor.digest().text(), descriptor.sizeInBytes());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
