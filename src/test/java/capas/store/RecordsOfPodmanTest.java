package capas.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.image.Image;
import capas.image.ImageLayer;
import capas.image.LayerId;
import capas.image.OciLayout;
import capas.image.Platform;
import capas.registry.BuiltInRegistry;
import capas.registry.SampleImages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lists that the real podman and skopeo wrote, read and written again. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordsOfPodmanTest {

  @TempDir static Path folder;
  private static Podman podman;
  private static Image image;
  private static String name;

  @BeforeAll
  static void a_store_with_images_and_a_container() {
    Podman.need();
    podman = Podman.in(folder);
    Path layout = folder.resolve("layout");
    SampleImages.makeIn(layout);
    try (OciLayout images = OciLayout.open(layout);
        BuiltInRegistry registry = BuiltInRegistry.serving(layout)) {
      image = images.image("sample/httpd:latest", Platform.ofThisMachine());
      name = registry.address() + "/sample/httpd:latest";
      podman.podman("pull", "--quiet", "--tls-verify=false", name);
      podman.podman("tag", name, "localhost/otra:1");
      podman.skopeo(
          "docker://" + registry.address() + "/sample/platforms:latest",
          podman.transport("localhost/p:1"));
      podman.podman("create", "--name", "c1", name, "/bin/true");
    }
  }

  @Test
  void the_layers_are_written_again_byte_for_byte() throws Exception {
    byte[] theirs = Files.readAllBytes(podman.root().layersJson());
    try (StoreLock.Held lock = StoreLock.toWrite(podman.root().layersLock())) {
      LayersJson.write(podman.root(), lock, LayersJson.readLasting(podman.root()));
    }
    assertEquals(text(theirs), Files.readString(podman.root().layersJson()));
  }

  @Test
  void the_images_are_written_again_byte_for_byte() throws Exception {
    byte[] theirs = Files.readAllBytes(podman.root().imagesJson());
    try (StoreLock.Held lock = StoreLock.toWrite(podman.root().imagesLock())) {
      ImagesJson.write(podman.root(), lock, ImagesJson.read(podman.root()));
    }
    assertEquals(text(theirs), Files.readString(podman.root().imagesJson()));
    assertTrue(podman.podman("images").contains("localhost/otra"));
  }

  @Test
  void a_layer_says_what_manifest_and_config_say() {
    List<LayerRecord> layers = LayersJson.read(podman.root());
    Optional<LayerId> below = Optional.empty();
    for (ImageLayer promised : image.layers()) {
      LayerRecord record =
          layers.stream().filter(layer -> layer.id().equals(promised.layerId())).findFirst().get();
      assertEquals(below, record.parent());
      assertEquals(Optional.of(promised.digest()), record.compressedDigest());
      assertEquals(promised.descriptor().sizeInBytes(), record.compressedSizeInBytes().getAsLong());
      assertEquals(Optional.of(promised.diffId()), record.diffId());
      assertEquals(2, record.compression());
      assertFalse(record.isIncomplete());
      below = Optional.of(record.id());
    }
    LayerRecord ofContainer = layers.getLast();
    assertEquals(List.of("c1-layer"), ofContainer.names());
    assertEquals(below, ofContainer.parent());
  }

  @Test
  void an_image_has_its_documents_under_the_names_of_their_keys() throws Exception {
    ImageRecord record = record("sample/httpd");
    assertEquals(image.imageId().hex(), record.id());
    assertEquals(Optional.of(image.manifest().digest()), record.digest());
    assertEquals(Set.of("localhost/otra:1", name), Set.copyOf(record.names()));
    assertEquals(
        image.config().created(),
        record.created().map(Object::toString).map(RecordsOfPodmanTest::seconds));
    try (Stream<Path> files = Files.list(podman.root().image(record.id()))) {
      assertEquals(
          record.bigDataNames().stream().sorted().toList(),
          files
              .map(file -> BigData.key(file.getFileName().toString()).orElseThrow())
              .sorted()
              .toList());
    }
    for (String key : record.bigDataNames()) {
      byte[] bytes = Files.readAllBytes(podman.root().bigData(record.id(), key));
      assertEquals(record.bigDataSizes().get(key), bytes.length);
      assertEquals(record.bigDataDigests().get(key), capas.blob.Digest.of(bytes));
    }
  }

  @Test
  void an_image_pulled_through_an_index_names_the_index() {
    ImageRecord record = record("localhost/p");
    assertTrue(record.bigDataNames().contains("manifest-" + record.digest().orElseThrow().text()));
    assertEquals(
        2, record.bigDataNames().stream().filter(key -> key.startsWith("manifest-")).count());
  }

  private static String seconds(String time) {
    return time.replace("00Z", "00:00Z");
  }

  private static ImageRecord record(String partOfName) {
    return ImagesJson.read(podman.root()).stream()
        .filter(image -> image.names().stream().anyMatch(each -> each.contains(partOfName)))
        .findFirst()
        .orElseThrow();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
