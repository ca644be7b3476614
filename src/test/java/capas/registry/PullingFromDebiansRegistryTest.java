package capas.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.blob.MediaType;
import capas.image.ImageException;
import capas.image.Platform;
import capas.registry.Exchange.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pulls from docker-registry what skopeo pushed, and compares with what skopeo pulls. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PullingFromDebiansRegistryTest {

  @TempDir static Path all;
  private static DebianRegistry registry;

  @TempDir Path folder;
  private Machine machine;
  private final Heard heard = new Heard();

  @BeforeAll
  static void push_the_samples() throws Exception {
    registry = DebianRegistry.withSamples(all);
  }

  @AfterAll
  static void stop() throws Exception {
    if (registry != null) {
      registry.close();
    }
  }

  @BeforeEach
  void begin() {
    machine = Machine.in(folder);
  }

  private Pull pull(String name) {
    return machine.pull(registry.image(name)).listening(heard);
  }

  @ParameterizedTest
  @ValueSource(strings = {"httpd:docker", "httpd:oci", "httpd:zstd", "team/platforms:latest"})
  void each_kind_of_image_comes_byte_by_byte_as_skopeo_brings_it(String name) throws Exception {
    Path ours = folder.resolve("ours");
    Path theirs = folder.resolve("theirs");
    PulledImage pulled = pull(name).to(ours);
    copyWithSkopeo(name, "dir:" + theirs);
    for (String blob : parts(pulled)) {
      assertEquals(-1, Files.mismatch(ours.resolve("blobs/sha256/" + blob), theirs.resolve(blob)));
    }
    Path manifest = ours.resolve("blobs/sha256/" + pulled.image().manifest().digest().hex());
    assertEquals(-1, Files.mismatch(manifest, theirs.resolve("manifest.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"httpd:oci", "httpd:zstd", "team/platforms:latest"})
  void the_layout_has_the_blobs_of_skopeos_and_no_others(String name) throws Exception {
    Path ours = folder.resolve("ours");
    Path theirs = folder.resolve("theirs");
    PulledImage pulled = pull(name).to(ours);
    copyWithSkopeo(name, "oci:" + theirs + ":x");
    assertEquals(Tools.blobs(theirs), Tools.blobs(ours));
    Tools.assertSameBlobs(parts(pulled), ours, theirs);
  }

  private static List<String> parts(PulledImage pulled) {
    return Stream.concat(
            Stream.of(pulled.imageId().hex()),
            pulled.image().layers().stream().map(layer -> layer.digest().hex()))
        .toList();
  }

  private static void copyWithSkopeo(String name, String to) throws Exception {
    String from = "docker://" + registry.image(name);
    Tools.skopeo("copy", "--quiet", "--src-tls-verify=false", from, to);
  }

  @Test
  void skopeo_reads_what_was_pulled() throws Exception {
    Path ours = folder.resolve("ours");
    PulledImage pulled = pull("httpd:oci").to(ours);
    String layout = "oci:" + ours + ":" + registry.image("httpd:oci");
    String raw = Tools.skopeo("inspect", "--raw", layout);
    assertEquals(new String(pulled.image().manifest().bytes()).strip(), raw);
    Tools.skopeo("copy", "--quiet", layout, "dir:" + folder.resolve("dir"));
  }

  @Test
  void the_events_come_in_the_order_of_the_courses_transcript() {
    PulledImage pulled = pull("httpd:docker").layersAtOnce(1).to(folder.resolve("ours"));
    List<String> told =
        heard.events.stream()
            .filter(event -> !(event instanceof PullEvent.BlobProgress))
            .map(event -> event.getClass().getSimpleName())
            .toList();
    assertEquals(
        List.of(
            "Trying",
            "GettingSignatures",
            "ConfigDone",
            "LayersFound",
            "BlobStarted",
            "BlobDone",
            "BlobStarted",
            "BlobDone",
            "BlobStarted",
            "BlobDone",
            "ManifestWritten"),
        told);
    long size = pulled.image().layers().get(0).descriptor().sizeInBytes();
    assertTrue(
        heard
            .all(PullEvent.BlobProgress.class)
            .contains(
                new PullEvent.BlobProgress(pulled.image().layers().get(0).digest(), size, size)));
  }

  @Test
  void a_second_pull_fetches_no_blob() {
    pull("httpd:docker").to(folder.resolve("ours"));
    PulledImage again = pull("httpd:docker").to(folder.resolve("ours"));
    assertEquals(List.of(), again.conversation().about(Purpose.LAYER));
    assertEquals(List.of(), again.conversation().about(Purpose.CONFIG));
    assertEquals(3, heard.all(PullEvent.BlobAlreadyHere.class).size());
  }

  @Test
  void an_image_that_shares_layers_fetches_only_the_others() {
    pull("httpd:docker").to(folder.resolve("ours"));
    PulledImage other = pull("httpd:oci").to(folder.resolve("ours"));
    assertEquals(1, other.conversation().about(Purpose.LAYER).size());
  }

  @Test
  void the_conversation_is_written_down_as_curl_lines_that_work() throws Exception {
    PulledImage pulled = pull("httpd:docker").to(folder.resolve("ours"));
    List<Exchange> all = pulled.conversation().inOrder();
    assertEquals(6, all.size());
    assertEquals(Purpose.PING, all.get(0).purpose());
    assertEquals(Purpose.MANIFEST, all.get(1).purpose());
    assertEquals(Purpose.CONFIG, all.get(2).purpose());
    for (Exchange exchange : all) {
      assertEquals(200, exchange.status());
      String body = Tools.run("sh", "-c", exchange.curl() + " | wc -c");
      assertEquals(exchange.bodyBytes(), Long.parseLong(body), exchange.curl());
    }
    assertEquals(
        Optional.of(pulled.image().manifest().digest().text()),
        all.get(1).header("Docker-Content-Digest"));
    assertEquals(Optional.of(MediaType.DOCKER_MANIFEST.text()), all.get(1).header("Content-Type"));
  }

  @Test
  void a_stepwise_pull_stops_after_each_step() {
    try (StepwisePull steps = pull("team/platforms").stepwise(folder.resolve("ours"))) {
      assertTrue(steps.next().orElseThrow() instanceof PullStep.NameCompleted);
      assertTrue(steps.next().orElseThrow() instanceof PullStep.Pinged);
      PullStep index = steps.next().orElseThrow();
      assertTrue(index instanceof PullStep.IndexFetched);
      assertEquals(1, index.conversation().inOrder().size());
      assertTrue(steps.next().orElseThrow() instanceof PullStep.PlatformChosen);
      assertTrue(steps.next().orElseThrow() instanceof PullStep.ManifestFetched);
      assertFalse(Files.exists(folder.resolve("ours")));
      assertTrue(steps.next().orElseThrow() instanceof PullStep.ConfigFetched);
      assertTrue(steps.next().orElseThrow() instanceof PullStep.LayersFetched);
      assertTrue(steps.next().orElseThrow() instanceof PullStep.LayoutWritten);
      assertEquals(Optional.empty(), steps.next());
    }
  }

  @Test
  void an_index_has_an_image_for_each_platform_and_says_which() {
    PulledImage arm =
        pull("team/platforms").forPlatform(Platform.parse("linux/arm64")).to(folder.resolve("a"));
    assertEquals("arm64", arm.image().config().platform().architecture());
    String said =
        assertThrows(
                ImageException.NoSuchPlatform.class,
                () ->
                    pull("team/platforms")
                        .forPlatform(Platform.parse("linux/s390x"))
                        .to(folder.resolve("b")))
            .getMessage();
    assertTrue(said.contains("linux/amd64") && said.contains("linux/arm64"), said);
  }

  @Test
  void a_digest_names_one_image() {
    PulledImage tagged = pull("httpd:oci").to(folder.resolve("a"));
    String digest = tagged.image().manifest().digest().text();
    PulledImage pinned = pull("httpd@" + digest).to(folder.resolve("b"));
    assertEquals(tagged.imageId(), pinned.imageId());
    assertThrows(
        RegistryException.UnknownDigest.class,
        () -> pull("httpd@sha256:" + "0".repeat(64)).to(folder.resolve("c")));
  }

  @Test
  void a_tag_that_is_not_there_is_answered_with_those_that_are() {
    String said =
        assertThrows(
                RegistryException.UnknownTag.class,
                () -> pull("httpd:3").to(folder.resolve("ours")))
            .getMessage();
    assertTrue(said.contains("docker") && said.contains("oci") && said.contains("zstd"), said);
    assertFalse(Files.exists(folder.resolve("ours")));
  }

  @Test
  void a_repository_that_is_not_there_is_said_to_be_so() {
    assertThrows(
        RegistryException.UnknownRepository.class,
        () -> pull("nothing/here").to(folder.resolve("ours")));
  }

  @Test
  void many_pulls_at_once_into_one_folder_do_not_spoil_it() throws Exception {
    Path ours = folder.resolve("ours");
    Stream<String> names = Stream.of("httpd:docker", "httpd:oci", "httpd:zstd", "httpd:docker");
    List<Callable<PulledImage>> pulls =
        names.<Callable<PulledImage>>map(name -> () -> pull(name).to(ours)).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<PulledImage> pulled : threads.invokeAll(pulls)) {
        pulled.get();
      }
    }
    for (String name : List.of("httpd:docker", "httpd:oci", "httpd:zstd")) {
      PulledImage pulled = pull(name).to(ours);
      assertEquals(List.of(), pulled.conversation().about(Purpose.LAYER), name);
    }
  }
}
