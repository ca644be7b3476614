package capas.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.Parts;
import capas.linux.Privileges;
import capas.store.Store;
import capas.words.CapasException;
import capas.words.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The steps of the course on a store of the lab's own, and podman beside it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StoreLabTest {

  private static StoreLab storage;
  private static String latest;

  @BeforeAll
  static void fill() {
    Parts.need("root, or ./lib/private-mounts", "util-linux; run as root", Privileges::isSuperuser);
    Machine.needOverlayAsRoot();
    storage = StoreLab.create();
    storage.startRegistry();
    latest = storage.sample("httpd:latest");
    storage.pullImage(latest);
    storage.pullImage(storage.sample("httpd:2"));
    storage.walkOverlayLayers(latest);
  }

  private static void needPodman() {
    Parts.need("podman", "podman", PodmanCommand::isInstalled);
  }

  @AfterAll
  static void close() {
    if (storage != null) {
      storage.close();
    }
  }

  @AfterEach
  void spanishAgain() {
    Language.use(Language.ES);
  }

  @Test
  void a_walk_goes_from_stop_to_stop_and_ends() {
    WalkBegun begun = storage.walkOverlayLayers(latest);
    for (StoreWalk.Stop stop : begun.stops()) {
      assertEquals(stop, storage.nextStep().stop());
    }
    assertThrows(StoreLabException.NothingToWalk.class, storage::nextStep);
    assertEquals(begun.stops().size(), storage.wholeWalk().parts().size());
  }

  /** Every listing of the document, with what differs on another machine masked. */
  @Test
  void the_walk_reads_as_the_course_prints_it() {
    Language.use(Language.ES);
    storage.walkOverlayLayers(latest);
    String told = storage.wholeWalk().toString();
    for (String line :
        List.of(
            "$ cat overlay-images/images.json | jq",
            "$ ls overlay-layers",
            "$ cat overlay-layers/layers.json | jq",
            "$ ls -al overlay/l/",
            "    \"compressed-size\": [0-9]+,",
            "    \"compression\": 2,",
            "    \"mediaType\": \"application/vnd.docker.container.image.v1\\+json\",",
            "[0-9a-f]{64}.tar-split.gz",
            "l[A-Z2-7/:l]{56}",
            "lrwxrwxrwx 1 root root .* [A-Z2-7]{26} -> ../[0-9a-f]{64}/diff")) {
      Pattern pattern =
          Pattern.compile(
              "^" + line.replace("$", "\\$").replace("|", "\\|") + "$", Pattern.MULTILINE);
      assertTrue(pattern.matcher(told).find(), line + "\n" + told);
    }
    assertFalse(told.contains("{0}"), told);
  }

  @Test
  void every_step_is_told_in_both_languages() {
    for (Language language : Language.values()) {
      Language.use(language);
      for (Object value : everything()) {
        String told = value.toString();
        assertFalse(told.isBlank() || told.contains("{0}") || told.startsWith("["), told);
      }
    }
  }

  private static List<Object> everything() {
    ImageMounted mounted = storage.mountImage(latest);
    storage.unmountImage();
    return List.of(
        mounted,
        storage.storeInfo(),
        storage.configuration(),
        storage.drivers(),
        storage.match(),
        storage.matchFigure(),
        storage.imageFigure(),
        storage.manifest(),
        storage.config(),
        storage.layerIds(),
        storage.layerFolder(2),
        storage.sharedLayers(),
        storage.diskUsage(),
        storage.inspectWhiteouts(),
        storage.biography("etc/httpd/conf.d/welcome.conf"),
        storage.biography("usr/share/icons/folder.txt"),
        storage.biography("nowhere"),
        storage.ls("overlay/l"),
        storage.json("overlay-layers/layers.json"),
        storage.check(),
        storage.rebuildTar(2),
        storage.look(StoreWalk.Stop.GRAPHROOT));
  }

  @Test
  void the_course_s_two_figures_are_drawn_from_the_store() {
    Language.use(Language.EN);
    List<String> lines = storage.matchFigure().toString().lines().toList();
    assertEquals("The layers of " + latest + ", from the manifest to the disk:", lines.getFirst());
    for (int row = 2; row < 5; row++) {
      assertTrue(
          lines
              .get(row)
              .matches(
                  "  \\[[0-9a-f]{12}… · layer \\d] +→  \\[[0-9a-f]{12}… · .*] +→  \\[overlay/[0-9a-f]{12}… · diff (lower|empty)]"),
          lines.get(row));
    }
    String image = storage.imageFigure().toString();
    assertTrue(image.contains("│ layer 3") && image.contains("│ config"), image);
  }

  @Test
  void an_image_is_mounted_as_podman_mounts_it() throws Exception {
    needPodman();
    PodmanSaid theirs = storage.podman("image", "mount", latest);
    Listing inPodmans =
        storage.ls(storage.path().relativize(Path.of(theirs.output().getLast())).toString());
    ImageMounted ours = storage.mountImage(latest);
    try {
      assertTrue(ours.line().superOptions().contains("lowerdir=l/"), ours.line().toString());
      assertTrue(ours.bytesWithLinks() < ours.bytesWithIds());
      assertEquals(names(inPodmans), names(ours.listing()));
      assertThrows(StoreLabException.MountedAlready.class, () -> storage.mountImage(latest));
    } finally {
      storage.unmountImage();
      storage.podman("image", "unmount", latest);
    }
  }

  private static List<String> names(Listing listing) {
    return listing.lines().stream().map(Listing.Line::name).toList();
  }

  @Test
  void what_is_written_above_an_image_leaves_its_layers_alone() {
    ImageMounted mounted = storage.mountImageWithUpper(latest);
    assertTrue(mounted.line().superOptions().contains("upperdir="), mounted.line().toString());
    storage.unmountImage();
  }

  @Test
  void the_tar_of_a_layer_is_what_sha256sum_says() {
    TarRebuilt rebuilt = storage.rebuildTar(3);
    assertTrue(rebuilt.tar().isProved());
    assertTrue(rebuilt.toString().contains(rebuilt.tar().digest().hex()));
  }

  @Test
  void a_broken_store_is_told_with_fault_place_reason_and_next_step() throws Exception {
    Path file = storage.path().resolve("overlay-layers/layers.json.lost");
    Path list = storage.path().resolve("overlay-layers/layers.json");
    Files.move(list, file);
    try {
      for (Language language : Language.values()) {
        Language.use(language);
        String told = storage.check().toString();
        assertTrue(told.contains("overlay-layers/layers.json"), told);
        assertTrue(told.contains(language == Language.ES ? "Qué hacer:" : "Next:"), told);
      }
    } finally {
      Files.move(file, list);
    }
  }

  @Test
  void podman_goes_on_with_the_store_and_the_walk_still_tells_the_truth() {
    needPodman();
    String tag = "localhost/otra:1";
    assertEquals(0, storage.podman("tag", latest, tag).exitStatus());
    assertTrue(storage.json("overlay-images/images.json").text().contains(tag));
    assertEquals(0, storage.podman("untag", latest, tag).exitStatus());
    assertTrue(storage.check().damage().isEmpty(), storage.check()::toString);
  }

  @Test
  void podman_info_agrees_with_what_we_found_out() {
    needPodman();
    StoreInfoSeen info = storage.storeInfo();
    assertFalse(info.toString().contains("distinto"), info.toString());
    info.ours().facts().stream()
        .filter(fact -> !fact.key().equals("graphRootUsed"))
        .forEach(fact ->
            assertEquals(fact.value().orElseThrow(), info.podmans().orElseThrow().get(fact.key())));
  }

  @Test
  void what_only_podman_knows_of_containers_is_not_called_different() {
    needPodman();
    storage.podman("create", "--name", "web", latest);
    try {
      String told = storage.storeInfo().toString();
      assertTrue(told.contains("solo lo sabe Podman"), told);
      assertTrue(told.contains("no se compara"), told);
      assertFalse(told.contains("distinto"), told);
    } finally {
      storage.podman("rm", "web");
    }
  }

  @Test
  void a_store_that_podman_wrote_can_be_opened_by_its_path() throws Exception {
    Path other = Files.createTempDirectory("capas-store-");
    try {
      String[] copy = {"cp", "-a", storage.path() + "/.", other.toString()};
      assertEquals(0, new ProcessBuilder(copy).inheritIO().start().waitFor());
      try (StoreLab opened = StoreLab.open(other.toString())) {
        assertEquals(3, opened.match().baseFirst().size());
        assertEquals(2, Store.open(opened.path()).images().size());
        assertThrows(StoreLabException.NotOurStore.class, () -> opened.pullImage(latest));
        Files.writeString(other.resolve("overlay/.has-mount-program"), "true");
        assertThrows(
            StoreLabException.NeedsMountProgram.class, () -> opened.mountImageWithUpper(latest));
      }
    } finally {
      assertEquals(0, new ProcessBuilder("rm", "-rf", other.toString()).start().waitFor());
    }
  }

  @Test
  void what_cannot_be_done_is_refused_with_a_reason() {
    try (StoreLab empty = StoreLab.create()) {
      List<Runnable> steps =
          Arrays.asList(
              empty::match,
              empty::nextStep,
              empty::unmountImage,
              () -> empty.sample("httpd"),
              () -> empty.mountImage("nada"),
              () -> storage.layerFolder(9),
              () -> storage.ls("../.."),
              () -> storage.ls("nowhere"));
      for (Runnable step : steps) {
        CapasException refusal = assertThrows(CapasException.class, step::run);
        for (Language language : Language.values()) {
          assertFalse(refusal.saidIn(language).contains("{"), refusal.saidIn(language));
        }
      }
    }
  }
}
