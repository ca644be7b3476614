package capas.registry;

import static capas.registry.CredentialsTest.auths;
import static capas.registry.CredentialsTest.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.blob.BlobException;
import capas.image.ImageException;
import capas.registry.Exchange.Purpose;
import capas.words.CapasException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fault of the built-in registry, and what a pull does. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BrokenRegistryTest {

  @TempDir static Path all;
  private static final int SIZE = 400_000;

  @TempDir Path folder;
  private final Heard heard = new Heard();
  private Machine machine;
  private BuiltInRegistry registry;

  @BeforeAll
  static void make() throws Exception {
    RandomImage.makeIn(all.resolve("random"), SIZE, 1000);
  }

  @BeforeEach
  void begin() {
    machine = Machine.in(folder);
    registry = BuiltInRegistry.serving(all.resolve("random"));
  }

  @AfterEach
  void end() {
    registry.close();
  }

  private PulledImage pull() {
    return machine
        .pull(registry.address() + "/random/image")
        .listening(heard)
        .to(folder.resolve("ours"));
  }

  private long layerBytes(PulledImage pulled) {
    return pulled.conversation().about(Purpose.LAYER).stream().mapToLong(Exchange::bodyBytes).sum();
  }

  private static long size(PulledImage pulled) {
    return pulled.image().layers().stream()
        .mapToLong(layer -> layer.descriptor().sizeInBytes())
        .sum();
  }

  private List<PullEvent.Reason> reasons() {
    return heard.all(PullEvent.Retrying.class).stream().map(PullEvent.Retrying::reason).toList();
  }

  @Test
  void a_slow_one_is_waited_for() {
    registry.faults(new Fault.Slow(800_000));
    pull();
    assertTrue(heard.all(PullEvent.BlobProgress.class).size() > 3);
  }

  @Test
  void a_cut_is_mended_with_a_range_and_no_byte_comes_twice() {
    registry.faults(new Fault.CutAt(100_000));
    PulledImage pulled = pull();
    assertTrue(reasons().contains(PullEvent.Reason.CUT), reasons().toString());
    assertEquals(size(pulled), layerBytes(pulled));
    Exchange second =
        pulled.conversation().about(Purpose.LAYER).stream()
            .filter(exchange -> exchange.curl().contains(" -r "))
            .findFirst()
            .orElseThrow();
    assertEquals(206, second.status());
    assertTrue(second.header("Content-Range").isPresent());
  }

  @Test
  void a_registry_that_ignores_the_range_is_read_from_the_beginning() {
    registry.faults(new Fault.CutAt(100_000));
    assertThrows(
        RegistryException.class,
        () -> {
          try (StepwisePull steps =
              machine
                  .pull(registry.address() + "/random/image")
                  .listening(event -> {
                    if (event instanceof PullEvent.Retrying) {
                      throw new RegistryException.Stopped();
                    }
                  })
                  .stepwise(folder.resolve("ours"))) {
            steps.rest();
          }
        });
    registry.faults(new Fault.IgnoresRange());
    PulledImage pulled = pull();
    assertTrue(
        pulled.conversation().about(Purpose.LAYER).stream()
            .anyMatch(exchange -> exchange.curl().contains(" -r ") && exchange.status() == 200));
  }

  @Test
  void a_pull_that_was_stopped_goes_on_where_it_was() {
    registry.faults(new Fault.CutAt(150_000));
    PullListener stops =
        event -> {
          if (event instanceof PullEvent.Retrying) {
            throw new RegistryException.Stopped();
          }
        };
    Pull pull = machine.pull(registry.address() + "/random/image");
    assertThrows(
        RegistryException.Stopped.class, () -> pull.listening(stops).to(folder.resolve("ours")));
    registry.faults();
    PulledImage pulled = pull();
    assertTrue(layerBytes(pulled) <= size(pulled) - 150_000, layerBytes(pulled) + " bytes");
    assertEquals(List.of(), heard.all(PullEvent.Retrying.class));
  }

  @Test
  void a_wrong_byte_is_found_and_nothing_gets_the_name() throws Exception {
    registry.faults(new Fault.WrongByte(50_000));
    String said = assertThrows(BlobException.DigestMismatch.class, this::pull).getMessage();
    assertTrue(said.contains("sha256:"), said);
    assertEquals(List.of(PullEvent.Reason.WRONG_BYTES), reasons().stream().distinct().toList());
    try (Stream<Path> files = Files.walk(folder.resolve("ours"))) {
      assertTrue(
          files.filter(Files::isRegularFile).allMatch(file -> smallerThan(file, SIZE)),
          "the wrong layer is there");
    }
    registry.faults();
    pull();
  }

  private static boolean smallerThan(Path file, long size) {
    return file.toFile().length() < size;
  }

  @Test
  void an_endless_401_is_given_up_after_one_new_token() {
    registry.faults(new Fault.AlwaysUnauthorized());
    assertThrows(RegistryException.CredentialsNeeded.class, this::pull);
    machine.write(
        "home/.config/containers/auth.json", auths(entry(registry.address(), "ana", "pw")));
    assertThrows(RegistryException.WrongPassword.class, this::pull);
  }

  @Test
  void a_429_is_obeyed() {
    registry.faults(new Fault.TooManyRequests(Duration.ofSeconds(1), 1));
    long began = System.nanoTime();
    pull();
    assertTrue(System.nanoTime() - began >= 1_000_000_000L);
    PullEvent.Retrying retrying = heard.all(PullEvent.Retrying.class).get(0);
    assertEquals(PullEvent.Reason.TOO_MANY_REQUESTS, retrying.reason());
    assertEquals(Duration.ofSeconds(1), retrying.pause());
  }

  @Test
  void a_429_that_asks_for_an_hour_is_told_and_not_waited_for() {
    registry.faults(new Fault.TooManyRequests(Duration.ofHours(1), 100));
    String said = assertThrows(RegistryException.RateLimited.class, this::pull).getMessage();
    assertTrue(said.contains("3600"), said);
  }

  @Test
  void a_500_is_tried_again() {
    registry.faults(new Fault.ServerError(2));
    pull();
    assertEquals(List.of(PullEvent.Reason.SERVER_ERROR, PullEvent.Reason.SERVER_ERROR), reasons());
  }

  @Test
  void a_500_that_stays_is_told_with_its_number() {
    registry.faults(new Fault.ServerError(1000));
    String said = assertThrows(RegistryException.UnexpectedAnswer.class, this::pull).getMessage();
    assertTrue(said.contains("500"), said);
  }

  @Test
  void a_wrong_content_type_is_refused() {
    registry.faults(new Fault.WrongContentType("application/vnd.oci.image.index.v1+json"));
    assertThrows(ImageException.MediaTypesDiffer.class, this::pull);
    assertTrue(Files.notExists(folder.resolve("ours")));
  }

  @Test
  void another_host_gets_the_question_without_the_token() {
    registry.close();
    registry =
        BuiltInRegistry.serving(all.resolve("random"), 0, new Access.TokenForUser("ana", "pw"));
    machine.write(
        "home/.config/containers/auth.json", auths(entry(registry.address(), "ana", "pw")));
    registry.faults(new Fault.RedirectToOtherHost());
    PulledImage pulled = pull();
    List<Exchange> layers = pulled.conversation().about(Purpose.LAYER);
    assertEquals(4, layers.size());
    for (Exchange exchange : layers) {
      boolean elsewhere = exchange.address().contains("127.0.0.2");
      assertEquals(elsewhere ? 200 : 307, exchange.status());
      assertEquals(!elsewhere, exchange.curl().contains("$TOKEN"), exchange.curl());
    }
    assertEquals(1, pulled.conversation().about(Purpose.TOKEN).size());
    assertEquals(List.of(), heard.all(PullEvent.CredentialsGoElsewhere.class));
  }

  @Test
  void a_password_of_its_own_is_asked_for_and_taken() {
    registry.close();
    registry = BuiltInRegistry.serving(all.resolve("random"), 0, new Access.Password("ana", "pw"));
    assertThrows(RegistryException.CredentialsNeeded.class, this::pull);
    machine.write(
        "home/.config/containers/auth.json", auths(entry(registry.address(), "ana", "pw")));
    pull();
  }

  @Test
  void a_token_that_anybody_gets_is_fetched_without_a_password() {
    registry.close();
    registry = BuiltInRegistry.serving(all.resolve("random"), 0, new Access.TokenForAnybody());
    PulledImage pulled = pull();
    assertEquals(1, pulled.conversation().about(Purpose.TOKEN).size());
    assertEquals(401, pulled.conversation().inOrder().get(0).status());
  }

  @Test
  void an_interrupted_pull_stops_soon_and_goes_on_later() throws Exception {
    registry.faults(new Fault.Slow(100_000));
    List<RuntimeException> thrown = new CopyOnWriteArrayList<>();
    Thread pulling =
        Thread.ofPlatform()
            .start(() -> {
              try {
                pull();
              } catch (RuntimeException e) {
                thrown.add(e);
              }
            });
    while (heard.all(PullEvent.BlobProgress.class).isEmpty()) {
      Thread.sleep(10);
    }
    Thread.sleep(300);
    pulling.interrupt();
    assertTrue(pulling.join(Duration.ofSeconds(3)), "it goes on");
    assertTrue(thrown.get(0) instanceof RegistryException.Stopped, thrown.toString());
    registry.faults();
    PulledImage pulled = pull();
    assertTrue(layerBytes(pulled) < size(pulled), layerBytes(pulled) + " bytes");
  }

  @Test
  void where_nothing_can_be_written_it_is_said_so() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    for (Path place : List.of(file, Path.of("/proc/none"))) {
      assertThrows(
          CapasException.class, () -> machine.pull(registry.address() + "/random/image").to(place));
    }
  }
}
