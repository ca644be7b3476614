package capas.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.blob.BlobException;
import capas.blob.Digest;
import capas.registry.Fault;
import capas.registry.PullStep;
import capas.words.CapasException;
import capas.words.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The second lesson's steps, on a registry of the lab's own. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ImageLabTest {

  private ImageLab images;

  @BeforeEach
  void start() {
    images = ImageLab.create();
    images.startRegistry();
  }

  @AfterEach
  void close() {
    images.close();
  }

  private String latest() {
    return images.sample("httpd:latest");
  }

  @Test
  void a_pull_reads_as_the_course_prints_it() {
    String told = images.pullImage(latest()).toString();
    List<String> lines = told.lines().toList();
    assertEquals("Trying to pull " + latest() + "...", lines.get(0));
    assertEquals("Getting image source signatures", lines.get(1));
    for (int layer = 2; layer <= 4; layer++) {
      assertTrue(lines.get(layer).matches("Copying blob [0-9a-f]{12} done   \\| "), told);
    }
    assertTrue(lines.get(5).matches("Copying config [0-9a-f]{10} done   \\| "), told);
    assertEquals("Writing manifest to image destination", lines.get(6));
    assertTrue(lines.getLast().matches("[0-9a-f]{64}"), told);
  }

  @Test
  void every_name_of_the_ladder_is_what_sha256sum_says() throws Exception {
    images.pullImage(latest());
    DigestLadder ladder = images.checkLadder();
    assertEquals(2 + 3 * 4, ladder.rungs().size());
    for (DigestLadder.Rung rung : ladder.rungs()) {
      if (!rung.command().isEmpty()) {
        assertEquals(rung.expected(), "sha256:" + shell(rung.command()).substring(0, 64));
      }
    }
  }

  @Test
  void the_layer_id_is_the_sum_that_podman_computes() throws Exception {
    images.pullImage(latest());
    List<DigestLadder.Rung> rungs = images.digestLadder().rungs();
    String base = rung(rungs, DigestLadder.Kind.LAYER_ID, 1);
    String diffId = rung(rungs, DigestLadder.Kind.DIFF_ID, 2).substring("sha256:".length());
    assertEquals(
        shell("printf %s+%s " + base + " " + diffId + " | sha256sum").substring(0, 64),
        rung(rungs, DigestLadder.Kind.LAYER_ID, 2));
  }

  private static String rung(List<DigestLadder.Rung> rungs, DigestLadder.Kind kind, int layer) {
    return rungs.stream()
        .filter(rung -> rung.kind() == kind && rung.layer() == layer)
        .findFirst()
        .orElseThrow()
        .actual();
  }

  private String shell(String command) throws IOException {
    Process shell =
        new ProcessBuilder("sh", "-c", command).directory(images.layout().toFile()).start();
    return new String(shell.getInputStream().readAllBytes()).strip();
  }

  @Test
  void a_ladder_whose_bytes_were_changed_is_broken() throws IOException {
    Pulled pulled = images.pullImage(latest());
    Path layer = pulled.image().layersBaseFirst().getFirst().path();
    byte[] bytes = Files.readAllBytes(layer);
    bytes[bytes.length - 1] ^= 1;
    Files.write(layer, bytes);
    assertThrows(CapasException.class, () -> images.checkLadder());
  }

  @Test
  void a_second_image_costs_only_what_is_not_here() {
    images.pullImage(latest());
    Cost cost = images.cost(images.sample("httpd:2"));
    assertEquals(2, cost.cost().alreadyHere().size());
    assertEquals(2, cost.cost().toFetch().size());
    images.pullImage(images.sample("httpd:2"));
    Comparison comparison = images.compare(latest(), images.sample("httpd:2"));
    assertEquals(2, comparison.shared().sharedBlobs().size());
    assertEquals(cost.cost().bytesAlreadyHere(), comparison.shared().bytesSaved());
  }

  @Test
  void the_same_layers_compressed_otherwise_have_the_same_diff_ids() {
    images.pullImage(latest());
    List<String> gzip = of(DigestLadder.Kind.DIFF_ID);
    List<String> gzipDigests = of(DigestLadder.Kind.LAYER_DIGEST);
    images.pullImage(images.sample("httpd:zstd"));
    assertEquals(gzip, of(DigestLadder.Kind.DIFF_ID));
    assertFalse(of(DigestLadder.Kind.LAYER_DIGEST).stream().anyMatch(gzipDigests::contains));
  }

  private List<String> of(DigestLadder.Kind kind) {
    return images.checkLadder().rungs().stream()
        .filter(rung -> rung.kind() == kind)
        .map(DigestLadder.Rung::actual)
        .toList();
  }

  @Test
  void a_layout_in_a_folder_is_loaded_with_every_byte_checked() {
    Pulled pulled = images.pullImage(latest());
    try (ImageLab other = ImageLab.create()) {
      assertEquals(List.of(latest()), other.load(images.layout().toString()).names());
      assertEquals(pulled.image().imageId().text(), other.checkLadder().rungs().get(1).actual());
      assertThrows(CapasException.class, () -> other.load("/etc/passwd"));
      assertThrows(CapasException.class, () -> other.load("/nowhere"));
    }
  }

  @Test
  void stepping_goes_from_the_name_to_the_layout() {
    images.stepThrough(images.sample("platforms:latest"));
    List<Class<?>> steps = new ArrayList<>();
    PullStep step;
    do {
      step = images.nextStep().step();
      steps.add(step.getClass());
    } while (!(step instanceof PullStep.LayoutWritten));
    assertEquals(
        List.of(
            PullStep.NameCompleted.class,
            PullStep.Pinged.class,
            PullStep.IndexFetched.class,
            PullStep.PlatformChosen.class,
            PullStep.ManifestFetched.class,
            PullStep.ConfigFetched.class,
            PullStep.LayersFetched.class,
            PullStep.LayoutWritten.class),
        steps);
    assertThrows(ImageLabException.NothingToStep.class, images::nextStep);
  }

  @Test
  void a_wrong_byte_is_refused_and_leaves_no_blob() throws IOException {
    images.faults(new Fault.WrongByte(100));
    assertThrows(BlobException.class, () -> images.pullImage(latest()));
    try (Stream<Path> files = Files.walk(images.layout())) {
      for (Path blob : files.filter(ImageLabTest::isBlob).toList()) {
        assertEquals(
            blob.getFileName().toString(),
            Digest.of(Files.readAllBytes(blob)).hex(),
            "only whole blobs are named");
      }
    }
    images.faults();
    images.pullImage(latest());
    images.checkLadder();
  }

  private static boolean isBlob(Path file) {
    return Files.isRegularFile(file) && file.getFileName().toString().matches("[0-9a-f]{64}");
  }

  @Test
  void each_refusal_says_what_why_and_next_in_both_languages() {
    try (ImageLab empty = ImageLab.create()) {
      says(assertThrows(ImageLabException.NoRegistry.class, () -> empty.sample("httpd")));
      says(assertThrows(ImageLabException.NothingPulled.class, empty::manifest));
      says(assertThrows(ImageLabException.NothingToStep.class, empty::nextStep));
      says(assertThrows(ImageLabException.NotPulled.class, () -> empty.compare("a/b:1", "a/b:2")));
    }
    says(
        assertThrows(CapasException.class, () -> images.pullImage(images.sample("httpd:nowhere"))));
    says(assertThrows(CapasException.class, () -> images.pullImage("Not A Name")));
  }

  private static void says(CapasException refusal) {
    for (Language language : Language.values()) {
      assertTrue(refusal.what(language).length() > 10, refusal::toString);
      assertTrue(refusal.why(language).length() > 10, refusal::toString);
      assertTrue(refusal.next(language).length() > 5, refusal::toString);
      assertFalse(refusal.saidIn(language).contains("{0}"), refusal.saidIn(language));
    }
  }

  @Test
  void closing_ends_the_registry_and_leaves_no_folder() {
    Path folder = images.layout().getParent().getParent();
    String name = latest();
    images.close();
    assertFalse(Files.exists(folder));
    try (ImageLab other = ImageLab.create()) {
      assertThrows(CapasException.class, () -> other.pullImage(name));
    }
  }
}
