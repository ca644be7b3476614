package capas.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.image.LayerId;
import capas.registry.BuiltInRegistry;
import capas.registry.Exchange.Purpose;
import capas.registry.PulledImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The same images, pulled by podman into its store and by us into ours. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WritingStoresContract {

  Path folder;
  private BuiltInRegistry registry;
  private Podman theirs;
  private Podman ours;

  /** A store in this folder, and the podman that it is for. */
  abstract Podman podmanIn(Path place);

  @BeforeAll
  void the_same_images_in_two_stores(@TempDir Path made) throws Exception {
    folder = made;
    TinyImages.makeIn(folder.resolve("layout"));
    registry = BuiltInRegistry.serving(folder.resolve("layout"));
    theirs = podmanIn(folder.resolve("theirs"));
    ours = podmanIn(folder.resolve("ours"));
    for (String tag : TinyImages.TAGS) {
      theirs.podman("pull", "--quiet", "--tls-verify=false", name(tag));
      pull(tag, ours);
    }
  }

  @AfterAll
  void the_end() {
    if (registry != null) {
      registry.close();
    }
  }

  final String name(String tag) {
    return registry.address() + "/tiny:" + tag;
  }

  final PulledImage pull(String tag, Podman store) {
    return store.pull(registry, "tiny:" + tag);
  }

  private static Map<LayerId, LayerRecord> layers(Podman store) {
    return LayersJson.read(store.root()).stream()
        .collect(Collectors.toMap(LayerRecord::id, Function.identity()));
  }

  @Test
  void every_file_of_every_layer_is_the_same() throws Exception {
    assertEquals(layers(theirs).keySet(), layers(ours).keySet());
    for (LayerId id : layers(theirs).keySet()) {
      assertEquals(
          OnDisk.files(theirs.root().layer(id).resolve("diff")),
          OnDisk.files(ours.root().layer(id).resolve("diff")),
          id.hex());
    }
  }

  @Test
  void every_name_beside_them_is_the_same_with_the_same_mode() throws Exception {
    Podman fresh = podmanIn(folder.resolve("fresh"));
    TinyImages.TAGS.forEach(tag -> pull(tag, fresh));
    assertEquals(OnDisk.places(theirs.root()), OnDisk.places(fresh.root()));
    assertEquals("drwxr-xr-x", OnDisk.places(fresh.root()).get("overlay"));
  }

  @Test
  void the_layers_are_listed_alike_but_for_the_time() {
    Map<LayerId, LayerRecord> listed = layers(ours);
    layers(theirs).forEach((id, layer) -> assertEquals(timeless(layer), timeless(listed.get(id))));
    List<OffsetDateTime> times =
        LayersJson.read(ours.root()).stream().map(layer -> layer.created().orElseThrow()).toList();
    assertEquals(times.stream().sorted().toList(), times);
  }

  private static String timeless(LayerRecord layer) {
    return LayersJson.told(layer).replaceFirst("\"created\":\"[^\"]+\",", "");
  }

  @Test
  void the_images_are_listed_alike_but_for_what_only_older_versions_write() {
    assertEquals(
        images(theirs).stream().map(WritingStoresContract::unsigned).toList(), images(ours));
  }

  private static String told(List<ImageRecord> images) {
    return images.stream()
        .map(WritingStoresContract::unsigned)
        .map(ImagesJson::told)
        .collect(Collectors.joining("\n"));
  }

  static List<ImageRecord> images(Podman store) {
    return ImagesJson.read(store.root());
  }

  /** Podman 4 keeps an empty signature, and says so in the metadata; Podman 5 does neither. */
  static ImageRecord unsigned(ImageRecord image) {
    return new ImageRecord(
        image.id(),
        image.digest(),
        image.names(),
        image.namesHistory(),
        image.topLayer(),
        Optional.of("{}"),
        image.bigDataNames().stream().filter(key -> !key.startsWith("signature-")).toList(),
        unsigned(image.bigDataSizes()),
        unsigned(image.bigDataDigests()),
        image.created(),
        image.flags(),
        image.others());
  }

  private static <T> Map<String, T> unsigned(Map<String, T> byKey) {
    Map<String, T> kept = new TreeMap<>(byKey);
    kept.keySet().removeIf(key -> key.startsWith("signature-"));
    return kept;
  }

  @Test
  void every_document_has_the_same_bytes() throws Exception {
    for (ImageRecord image : images(ours)) {
      for (String key : image.bigDataNames()) {
        assertEquals(
            -1,
            Files.mismatch(
                theirs.root().bigData(image.id(), key), ours.root().bigData(image.id(), key)),
            key);
      }
    }
  }

  @Test
  void every_tar_can_be_made_again() throws Exception {
    for (LayerRecord layer : layers(ours).values()) {
      var tar = new java.io.ByteArrayOutputStream();
      capas.layer.TarSplit.rebuild(
          ours.root().tarSplit(layer.id()), ours.root().layer(layer.id()).resolve("diff"), tar);
      assertEquals(layer.diffId().orElseThrow().digest(), capas.blob.Digest.of(tar.toByteArray()));
    }
  }

  @Test
  void nothing_of_ours_is_left_beside_the_store() {
    assertFalse(Files.exists(ours.graphRoot().resolve(".capas")));
  }

  @Test
  void a_layer_that_is_there_is_not_fetched() {
    Podman again = podmanIn(folder.resolve("again"));
    pull("docker", again);
    PulledImage other = pull("other", again);
    assertEquals(1, other.conversation().about(Purpose.LAYER).size());
    PulledImage same = pull("oci", again);
    assertEquals(List.of(), same.conversation().about(Purpose.LAYER));
    theirs.podman("pull", "--quiet", "--tls-verify=false", name("docker"));
    assertEquals(List.of(), pull("docker", theirs).conversation().about(Purpose.LAYER));
  }

  @Test
  void a_name_moves_as_podman_moves_it() throws Exception {
    Path layout = folder.resolve("moving");
    Podman by = podmanIn(folder.resolve("by"));
    Podman us = podmanIn(folder.resolve("us"));
    TinyImages.addTo(layout, "moving", 1, 10);
    String name;
    try (BuiltInRegistry first = BuiltInRegistry.serving(layout)) {
      name = first.address() + "/tiny:moving";
      by.podman("pull", "--quiet", "--tls-verify=false", name);
      us.pull(first, "tiny:moving");
      by.podman("pull", "--quiet", "--tls-verify=false", name);
      us.pull(first, "tiny:moving");
      String digest = images(us).getFirst().digest().orElseThrow().text();
      String byDigest = first.address() + "/tiny@" + digest;
      by.podman("pull", "--quiet", "--tls-verify=false", byDigest);
      us.pull(first, "tiny@" + digest);
      TinyImages.addTo(layout, "moving", 2, 10);
      by.podman("pull", "--quiet", "--tls-verify=false", name);
      us.pull(first, "tiny:moving");
    }
    assertEquals(told(images(by)), told(images(us)));
    assertEquals(List.of(name), images(us).getLast().names());
  }

  @Test
  void podman_and_skopeo_use_our_store_without_a_complaint() throws Exception {
    Podman store = podmanIn(folder.resolve("used"));
    TinyImages.TAGS.forEach(tag -> pull(tag, store));
    String image = name("docker");
    assertEquals(TinyImages.TAGS.size() + 1, store.podman("images").lines().count());
    assertTrue(store.podman("image", "inspect", image).contains("LowerDir"));
    assertTrue(store.podman("image", "tree", image).contains("Image Layers"));
    store.podman("history", image);
    assertEquals("new", store.inMounted(image, "ls -A opt/old"));
    assertEquals("", store.inMounted(image, "ls -A usr/doc"));
    assertEquals("web", store.inMounted(image, "grep -o ^web etc/passwd"));
    store.podman("save", "--quiet", "--output", folder.resolve("saved.tar").toString(), image);
    store.podman("push", "--quiet", "--tls-verify=false", image, "dir:" + folder.resolve("pushed"));
    store.skopeo(store.transport(image), "dir:" + folder.resolve("copied"));
    if (Files.exists(Path.of("/bin/busybox"))) {
      assertTrue(store.runs(image, "/bin/busybox", "id").contains("uid=0"));
    }
    store.check();
    store.podman("rmi", "--all", "--force");
    assertEquals(List.of(), images(store));
    assertEquals(List.of(), LayersJson.read(store.root()));
    assertEquals(List.of(".has-mount-program", "l"), names(store.root().driverFolder()));
    assertEquals(List.of(), names(store.root().links()));
    assertEquals(List.of("images.json", "images.lock"), names(store.root().images()));
    assertEquals(
        List.of(),
        names(store.root().layers()).stream().filter(name -> name.contains("tar-split")).toList());
  }

  private static List<String> names(Path place) throws Exception {
    try (Stream<Path> files = Files.list(place)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
