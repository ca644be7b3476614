package capas.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.layer.LayerPath;
import capas.registry.BuiltInRegistry;
import capas.registry.SampleImages;
import capas.store.Biography.Event;
import capas.store.StorageConf.Flags;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that the real podman wrote, read by us, and what podman itself says of it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StoreOfPodmanTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static Podman podman;
  private static Store store;
  private static String latest;
  private static String second;

  @BeforeAll
  static void two_images_with_common_layers() {
    Podman.need();
    podman = Podman.in(folder);
    Path layout = folder.resolve("layout");
    SampleImages.makeIn(layout);
    try (BuiltInRegistry registry = BuiltInRegistry.serving(layout)) {
      latest = registry.address() + "/sample/httpd:latest";
      second = registry.address() + "/sample/httpd:2";
      podman.podman("pull", "--quiet", "--tls-verify=false", latest);
      podman.podman("pull", "--quiet", "--tls-verify=false", second);
      podman.podman("tag", latest, "localhost/otra:1");
    }
    store = Store.open(podman.graphRoot());
  }

  private static JsonNode json(String... words) throws Exception {
    return JSON.readTree(podman.podman(words));
  }

  @Test
  void its_images_are_those_that_podman_lists() throws Exception {
    JsonNode theirs = json("images", "--format", "json");
    assertEquals(
        store.images().stream().map(StoredImage::id).collect(Collectors.toSet()),
        new HashSet<>(theirs.findValuesAsText("Id")));
    for (JsonNode image : theirs) {
      StoredImage ours = store.image(image.path("Id").asText());
      assertEquals(image.path("Size").asLong(), ours.sizeInBytes());
      List<String> names = new ArrayList<>();
      image.path("Names").forEach(name -> names.add(name.asText()));
      assertEquals(new TreeSet<>(names), new TreeSet<>(ours.record().names()));
    }
  }

  @Test
  void an_image_is_found_as_podman_finds_it() {
    String id = store.image(latest).id();
    for (String name :
        List.of("otra:1", "localhost/otra:1", id, id.substring(0, 12), "sample/httpd")) {
      assertEquals(
          podman.podman(
              "image",
              "inspect",
              "--format",
              "{{.Id}}",
              name.equals("sample/httpd") ? latest : name),
          store.image(name).id());
    }
    assertThrows(StoreException.NoSuchImage.class, () -> store.image("nada"));
  }

  @Test
  void the_folders_of_an_image_are_those_that_podman_mounts() throws Exception {
    JsonNode data = json("image", "inspect", latest).path(0).path("GraphDriver").path("Data");
    List<String> theirs = new ArrayList<>(List.of(data.path("UpperDir").asText()));
    theirs.addAll(List.of(data.path("LowerDir").asText().split(":")));
    assertEquals(
        theirs,
        store.image(latest).baseFirst().reversed().stream()
            .map(layer -> layer.diff().toString())
            .toList());
  }

  @Test
  void lower_names_the_links_of_all_layers_below_the_nearest_first() {
    List<StoredLayer> baseFirst = store.image(latest).baseFirst();
    List<String> links = new ArrayList<>();
    for (StoredLayer layer : baseFirst) {
      assertEquals(links, layer.lower());
      links.addFirst("l/" + layer.link().orElseThrow());
      assertEquals(Optional.of("../" + layer.id().hex() + "/diff"), layer.linkTarget());
    }
    assertTrue(baseFirst.getFirst().names().contains("empty"));
    assertFalse(baseFirst.getFirst().names().contains("lower"));
  }

  @Test
  void every_layer_of_the_manifest_has_its_folder() {
    List<Match> matches = store.image(latest).match();
    assertEquals(3, matches.size());
    for (Match match : matches) {
      assertEquals(Match.By.DIGEST, match.by());
      assertEquals(Optional.of(match.inConfig()), match.layer().record().diffId());
      assertTrue(Files.isDirectory(match.layer().diff()));
    }
  }

  @Test
  void the_names_of_layers_are_computed_again() {
    List<StoredImage.Naming> namings = store.image(second).namings();
    assertEquals(3, namings.size());
    assertTrue(namings.stream().allMatch(StoredImage.Naming::isRight));
  }

  @Test
  void the_documents_are_the_bytes_of_the_registry() throws Exception {
    StoredImage image = store.image(latest);
    assertEquals(4, image.documents().size(), image.documents().toString());
    assertTrue(image.documents().stream().allMatch(document -> document.key().isPresent()));
    assertArrayEquals(
        image.document("manifest"),
        image.document("manifest-" + image.record().digest().orElseThrow().text()));
    assertEquals(image.id(), image.image().imageId().hex());
  }

  @Test
  void common_layers_are_counted_once() throws Exception {
    Sharing sharing = Sharing.of(store);
    assertEquals(4, sharing.layers().size());
    assertEquals(2, sharing.layers().stream().filter(Sharing.SharedLayer::isShared).count());
    assertTrue(sharing.onceInBytes() < sharing.ifNotSharedInBytes());
  }

  @Test
  void disk_usage_is_what_du_says() {
    DiskUsage ours = DiskUsage.of(store.root().driverFolder());
    String du =
        Podman.run(List.of("du", "-s", "--block-size=1", store.root().driverFolder().toString()));
    assertEquals(du.split("\t")[0], Long.toString(ours.blocksInBytes()));
    assertTrue(ours.names() > ours.inodes(), "there is a hard link");
  }

  @Test
  void a_changed_file_has_two_versions_on_the_disk() {
    Biography page = biography("var/www/html/index.html");
    assertEquals(List.of("Born 1", "Changed 3"), told(page));
    assertTrue(page.isSeen());
    assertEquals(1, page.coveredVersions().size());
  }

  @Test
  void a_deleted_file_lies_in_its_layer_still() {
    Biography file = biography("etc/httpd/conf.d/welcome.conf");
    assertEquals(List.of("Born 1", "Hidden 2"), told(file));
    assertFalse(file.isSeen());
    assertEquals(30, file.coveredVersions().getFirst().status().sizeInBytes());
    Event.Hidden hidden = (Event.Hidden) file.events().getLast();
    assertEquals(Biography.Means.WHITEOUT, hidden.means());
    assertEquals(file.path(), hidden.by());
  }

  @Test
  void what_an_opaque_folder_hides_is_born_again_where_the_layer_has_it() {
    assertEquals(List.of("Born 1", "Hidden 2"), told(biography("usr/share/icons/file.txt")));
    assertEquals(
        List.of("Born 1", "Hidden 2", "Reborn 2"), told(biography("usr/share/icons/folder.txt")));
    assertEquals(List.of(), told(biography("nada/de/nada")));
  }

  private static Biography biography(String path) {
    return Biography.of(LayerPath.parse(path), store.image(latest).baseFirst());
  }

  private static List<String> told(Biography biography) {
    return biography.events().stream()
        .map(event -> event.getClass().getSimpleName() + " " + event.layer())
        .toList();
  }

  @Test
  void info_says_what_podman_info_says() throws Exception {
    StorageConf conf =
        StorageConf.read(
            new Account(0, Path.of("/root"), java.util.Map.of(), Path.of("/")),
            Flags.of(podman.graphRoot(), podman.runRoot()));
    StoreInfo ours = StoreInfo.of(conf);
    JsonNode theirs = json("info", "--format", "json").path("store");
    for (StoreInfo.Fact fact : ours.facts()) {
      JsonNode node = theirs;
      for (String key : fact.key().split("\\.")) {
        node = node.path(key);
      }
      if (!fact.key().equals("graphRootUsed")) {
        assertEquals(Optional.of(node.asText()), fact.value(), fact.key());
      }
    }
  }

  @Test
  void drivers_that_podman_can_use_here_are_found() {
    List<Driver> drivers = Driver.onThisMachine(podman.graphRoot());
    assertEquals(Driver.Kind.values().length, drivers.size());
    Driver overlay = drivers.getFirst();
    assertTrue(overlay.possible(), overlay.evidence());
    assertFalse(drivers.getLast().possible());
  }

  @Test
  void a_store_as_an_additional_one_shows_its_images_in_another() {
    StorageConf conf =
        StorageConf.read(
            new Account(0, Path.of("/root"), java.util.Map.of(), Path.of("/")),
            new Flags(
                Optional.of(empty()),
                Optional.of(folder.resolve("other-run")),
                Optional.of("overlay"),
                List.of("overlay.imagestore=" + podman.graphRoot())));
    Store other = Store.open(conf);
    assertEquals(2, other.images().size());
    assertEquals(3, other.image(latest).match().size());
    assertEquals(store.root(), other.image(latest).root());
  }

  private static Path empty() {
    try {
      return Files.createDirectories(folder.resolve("other"));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void a_folder_without_a_store_is_refused() {
    assertThrows(StoreException.NotAStore.class, () -> Store.open(folder.resolve("layout")));
    assertThrows(StoreException.NotAStore.class, () -> Store.open(folder.resolve("nowhere")));
  }
}
