package capas.image;

import static capas.image.Samples.BASE;
import static capas.image.Samples.LAYERS;
import static capas.image.Samples.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.blob.Blob;
import capas.blob.BlobDirectory;
import capas.blob.BlobException;
import capas.blob.Digest;
import capas.blob.Limits;
import capas.blob.MediaType;
import capas.blob.Progress;
import capas.blob.Tars;
import capas.words.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OciLayoutTest {

  private static final Platform AMD64 = Platform.of("linux", "amd64");

  @TempDir Path top;
  private Path folder;
  private OciLayout layout;

  @BeforeEach
  void makeEmptyLayout() {
    folder = top.resolve("layout");
    layout = OciLayout.create(folder);
  }

  private Path tarOf(Path from, String name) throws IOException {
    Tars tar = new Tars();
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path path : tree.sorted().toList()) {
        if (Files.isRegularFile(path)) {
          tar.file(from.relativize(path).toString(), Files.readAllBytes(path));
        }
      }
    }
    return Files.write(top.resolve(name), tar.bytes());
  }

  @Test
  void gives_back_the_image_that_was_added() throws IOException {
    Image image = Samples.oci(folder, LAYERS, "amd64");
    layout.add(image, "httpd");
    assertEquals(List.of("httpd"), layout.names());
    Image found = OciLayout.open(folder).image("httpd", AMD64);
    assertEquals(image.imageId(), found.imageId());
    assertArrayEquals(image.manifest().bytes(), found.manifest().bytes());
    assertEquals(image.imageId(), layout.image("", AMD64).imageId());
    assertEquals(Optional.of(folder), layout.blobs().map(BlobDirectory::root));
  }

  @Test
  void names_an_image_anew_and_keeps_the_others() throws IOException {
    Image first = Samples.oci(folder, LAYERS, "amd64");
    Image second = Samples.oci(folder, List.of(BASE), "amd64");
    layout.add(first, "a");
    layout.add(first, "b");
    layout.add(second, "a");
    assertEquals(List.of("b", "a"), layout.names());
    assertEquals(first.imageId(), layout.image("b", AMD64).imageId());
    assertEquals(second.imageId(), layout.image("a", AMD64).imageId());
  }

  @Test
  void keeps_every_name_when_many_write_at_once() throws Exception {
    Image image = Samples.oci(folder, LAYERS, "amd64");
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 20; i++) {
        String name = "n" + i;
        threads.submit(() -> OciLayout.create(folder).add(image, name));
      }
    }
    assertEquals(
        IntStream.range(0, 20).mapToObj(i -> "n" + i).sorted().toList(),
        layout.names().stream().sorted().toList());
  }

  @Test
  void chooses_from_an_index_by_platform() throws IOException {
    Image amd64 = Samples.oci(folder, LAYERS, "amd64");
    Image arm64 = Samples.oci(folder, List.of(BASE), "arm64");
    layout.add(amd64, "one");
    layout.add(arm64, "two");
    layout.add(Samples.index(amd64, arm64), "both");
    assertEquals(amd64.imageId(), layout.image("both", AMD64).imageId());
    assertEquals(arm64.imageId(), layout.image("both", Platform.parse("linux/arm64/v8")).imageId());
    var refusal =
        assertThrows(
            ImageException.NoSuchPlatform.class,
            () -> layout.image("both", Platform.parse("linux/s390x")));
    assertTrue(refusal.why(Language.EN).contains("linux/amd64, linux/arm64"));
  }

  @Test
  void says_which_images_it_has_when_asked_for_another() throws IOException {
    layout.add(Samples.oci(folder, LAYERS, "amd64"), "httpd");
    var refusal =
        assertThrows(ImageException.NoSuchImage.class, () -> layout.image("nginx", AMD64));
    assertTrue(refusal.why(Language.ES).contains("httpd"));
  }

  @Test
  void does_not_name_an_image_whose_layer_is_missing() throws IOException {
    Image image = Samples.oci(top.resolve("elsewhere"), LAYERS, "amd64");
    assertThrows(ImageException.BlobMissing.class, () -> layout.add(image, "httpd"));
    assertEquals(List.of(), layout.names());
  }

  @Test
  void hashes_each_document_that_it_reads() throws IOException {
    Image image = Samples.oci(folder, LAYERS, "amd64");
    layout.add(image, "httpd");
    Path config = BlobDirectory.in(folder).pathOf(image.imageId());
    byte[] bytes = Files.readAllBytes(config);
    bytes[bytes.length / 2] ^= 1;
    Files.write(config, bytes);
    assertThrows(BlobException.DigestMismatch.class, () -> layout.image("httpd", AMD64));
    Files.write(config, utf8("{}"));
    assertThrows(BlobException.SizeMismatch.class, () -> layout.image("httpd", AMD64));
    Files.delete(config);
    assertThrows(ImageException.BlobMissing.class, () -> layout.image("httpd", AMD64));
  }

  @Test
  void is_read_from_an_archive_too() throws IOException {
    Image image = Samples.oci(folder, LAYERS, "amd64");
    layout.add(image, "httpd");
    Path archive = tarOf(folder, "it.tar");
    Files.write(top.resolve("it.tar.gz"), Tars.gzip(Files.readAllBytes(archive)));
    for (String name : new String[] {"it.tar", "it.tar.gz"}) {
      try (LocalImages images = LocalImages.open(top.resolve(name))) {
        assertEquals(image.imageId(), images.image("httpd", AMD64).imageId());
        isWhole(images, images.image("", AMD64), top);
        var refusal =
            assertThrows(
                ImageException.LayoutFailed.class, () -> ((OciLayout) images).add(image, "x"));
        assertTrue(refusal.why(Language.EN).contains("EROFS"));
      }
    }
  }

  @Test
  void is_not_any_folder_or_archive() throws IOException {
    assertThrows(ImageException.NotALayout.class, () -> LocalImages.open(top));
    Path tar = Files.write(top.resolve("x.tar"), new Tars().file("f", "x").bytes());
    assertThrows(ImageException.NotALayout.class, () -> LocalImages.open(tar));
    Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"9\"}");
    assertThrows(ImageException.MalformedImage.class, () -> OciLayout.open(folder));
    Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    Files.delete(folder.resolve("index.json"));
    assertThrows(ImageException.NotALayout.class, () -> OciLayout.open(folder));
  }

  @Test
  void that_leads_round_in_circles_ends() {
    // An index cannot hold its own digest, but a chain of them can be as long as one likes.
    byte[] inner = utf8("{\"schemaVersion\":2,\"manifests\":[]}");
    Digest digest = BlobDirectory.in(folder).put(MediaType.OCI_INDEX, inner).descriptor().digest();
    long size = inner.length;
    for (int i = 0; i < 8; i++) {
      byte[] outer =
          utf8(
              Samples.quoted(
                  "{'schemaVersion':2,'manifests':[{'mediaType':'"
                      + MediaType.OCI_INDEX
                      + "','size':"
                      + size
                      + ",'digest':'"
                      + digest.text()
                      + "'}]}"));
      digest = BlobDirectory.in(folder).put(MediaType.OCI_INDEX, outer).descriptor().digest();
      size = outer.length;
      layout.add((ImageIndex) ImageDocument.parse(outer), "n" + i);
    }
    assertThrows(ImageException.MalformedImage.class, () -> layout.image("n7", AMD64));
  }

  @Test
  void of_ours_is_read_by_skopeo_and_umoci() throws IOException {
    Image image = Samples.oci(folder, LAYERS, "amd64");
    layout.add(image, "httpd");
    String seen = Oracle.skopeo(top, "inspect", "oci:layout:httpd");
    assertTrue(seen.contains(image.manifest().digest().text()), seen);
    for (ImageLayer layer : image.layers()) {
      assertTrue(seen.contains(layer.digest().text()), seen);
    }
    String stat = Oracle.umoci(top, "stat", "--json", "--image", "layout:httpd");
    assertTrue(stat.contains(image.layers().get(2).digest().text()), stat);
  }

  @Test
  void of_skopeo_is_read_by_us() throws IOException {
    Image image = Samples.oci(folder, LAYERS, "amd64");
    layout.add(image, "httpd");
    for (String format : new String[] {"gzip", "zstd"}) {
      String target = "of-" + format;
      Oracle.skopeo(
          top,
          "copy",
          "--dest-compress-format",
          format,
          "oci:layout:httpd",
          "oci:" + target + ":it");
      try (OciLayout theirs = OciLayout.open(top.resolve(target))) {
        Image found = theirs.image("it", AMD64);
        assertEquals(image.config().diffIds(), found.config().diffIds());
        assertTrue(
            Proof.of(found, theirs.blobs().orElseThrow(), Limits.USUAL).stream()
                .allMatch(Proof::holds));
      }
    }
    Oracle.skopeo(top, "copy", "oci:layout:httpd", "oci-archive:it.tar:it");
    try (LocalImages theirs = LocalImages.open(top.resolve("it.tar"))) {
      isWhole(theirs, theirs.image("it", AMD64), top);
    }
  }

  @Test
  void of_umoci_is_read_by_us() throws IOException {
    Oracle.umoci(top, "init", "--layout", "u");
    Oracle.umoci(top, "new", "--image", "u:it");
    Files.write(top.resolve("base.tar"), BASE);
    Oracle.umoci(top, "raw", "add-layer", "--image", "u:it", "base.tar");
    Oracle.umoci(top, "config", "--image", "u:it", "--config.cmd", "/bin/sh");
    try (OciLayout theirs = OciLayout.open(top.resolve("u"))) {
      Image found = theirs.image("it", Platform.ofThisMachine());
      assertEquals(Digest.of(BASE), found.layers().getFirst().diffId().digest());
      assertEquals(List.of("/bin/sh"), found.config().execution().command());
      isWhole(theirs, found, top);
    }
  }

  @Test
  void of_a_converted_image_is_read_by_skopeo() throws IOException {
    Image docker = Samples.docker(folder, LAYERS);
    Conversion conversion = Conversion.of(docker, ManifestFormat.OCI);
    layout.add(Image.of(conversion.result(), docker.config()), "it");
    Oracle.skopeo(top, "copy", "oci:layout:it", "dir:out");
    assertArrayEquals(
        docker.config().bytes(),
        Files.readAllBytes(top.resolve("out").resolve(docker.imageId().hex())));
  }

  /** Every layer has the digest and the diff ID that are written down. */
  static void isWhole(LocalImages images, Image image, Path folder) throws IOException {
    Path copy = folder.resolve("copy");
    for (ImageLayer layer : image.layers()) {
      try (InputStream bytes = images.open(layer.descriptor())) {
        Blob blob =
            BlobDirectory.in(copy).put(layer.descriptor(), bytes, Limits.USUAL, Progress.NONE);
        assertEquals(Optional.of(layer.diffId()), blob.diffId());
        Files.delete(blob.path());
      }
    }
  }
}
