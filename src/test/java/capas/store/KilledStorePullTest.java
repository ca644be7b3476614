package capas.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.registry.BuiltInRegistry;
import capas.registry.Exchange;
import capas.registry.Exchange.Purpose;
import capas.registry.Fault;
import capas.registry.Pull;
import capas.registry.PullEvent;
import capas.registry.PullListener;
import capas.registry.PulledImage;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that pulls into a store is killed with {@code kill -9}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KilledStorePullTest {

  private static final int KILLS = 20;
  private static final int LATEST_IN_MILLISECONDS = 700;

  @TempDir Path folder;

  @BeforeAll
  static void with_podman() {
    Podman.need();
  }

  /** What the killed process runs: pulls the image of its first argument into its second. */
  static final class Child {
    private Child() {}

    public static void main(String[] words) {
      Podman store = new Podman(Path.of(words[1]), Path.of(words[1]), List.of());
      PullListener tells =
          event -> {
            if (event instanceof PullEvent.BlobProgress) {
              System.out.println(event);
            }
          };
      try (StoreWriter writer = store.writer()) {
        Pull.of(words[0]).listening(tells).into(writer);
      }
    }
  }

  @Test
  void twenty_times_leaves_a_store_that_podman_takes_and_another_pull_finishes() throws Exception {
    Path layout = folder.resolve("layout");
    TinyImages.makeIn(layout);
    TinyImages.addTo(layout, "large", 1, 3_000_000);
    Random chance = new Random(11);
    List<Long> saved = new ArrayList<>();
    try (BuiltInRegistry registry = BuiltInRegistry.serving(layout)) {
      String name = registry.address() + "/tiny:large";
      for (int kill = 0; kill < KILLS; kill++) {
        Podman store = Podman.in(folder.resolve("k" + kill));
        registry.faults(new Fault.Slow(8_000_000));
        killSomewhere(name, store, chance.nextInt(LATEST_IN_MILLISECONDS));
        registry.faults();
        if (kill % 2 == 0) {
          store.podman("images");
        }
        PulledImage pulled = store.pull(registry, "tiny:large");
        saved.add(
            pulled.image().manifest().totalInBytes()
                - pulled.conversation().about(Purpose.LAYER).stream()
                    .mapToLong(Exchange::bodyBytes)
                    .sum());
        assertFalse(Files.exists(store.graphRoot().resolve(".capas")), "kill " + kill);
        Whole.check(store);
        assertTrue(store.podman("images").contains("large"));
      }
    }
    assertTrue(saved.stream().filter(bytes -> bytes > 100_000).count() > KILLS / 4, "" + saved);
  }

  private static void killSomewhere(String name, Podman store, int milliseconds) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                name,
                store.graphRoot().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = child.inputReader()) {
      said.readLine();
      Thread.sleep(milliseconds);
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  @Test
  void between_the_folders_and_the_list_podman_or_we_remove_what_is_incomplete() throws Exception {
    TinyImages.makeIn(folder.resolve("layout"));
    try (BuiltInRegistry registry = BuiltInRegistry.serving(folder.resolve("layout"))) {
      for (String cleaner : List.of("podman", "us")) {
        Podman store = Podman.in(folder.resolve(cleaner));
        store.pull(registry, "tiny:docker");
        asIfKilledBetween(store);
        if (cleaner.equals("podman")) {
          store.podman("images");
          assertEquals(3, LayersJson.read(store.root()).size());
        }
        store.pull(registry, "tiny:other");
        Whole.check(store);
        assertEquals(4, LayersJson.read(store.root()).size());
      }
    }
  }

  /** A folder that the list calls incomplete, one that no list knows, and a work folder. */
  private static void asIfKilledBetween(Podman store) throws Exception {
    GraphRoot root = store.root();
    List<LayerRecord> layers = new ArrayList<>(LayersJson.readLasting(root));
    LayerRecord top = layers.getLast();
    capas.image.LayerId dead = new capas.image.LayerId("d".repeat(64));
    Podman.run(List.of("cp", "-a", root.layer(top.id()).toString(), root.layer(dead).toString()));
    ShortLink link = ShortLink.random();
    Files.writeString(root.layer(dead).resolve("link"), link.text());
    Files.createSymbolicLink(root.link(link), Path.of("..", dead.hex(), "diff"));
    LayerRecord incomplete =
        new LayerRecord(
            dead,
            List.of(),
            top.parent(),
            top.created(),
            top.compressedDigest(),
            top.compressedSizeInBytes(),
            top.diffId(),
            top.sizeInBytes(),
            top.tocDigest(),
            top.compression(),
            top.uids(),
            top.gids(),
            java.util.Map.of("incomplete", "true"),
            java.util.Map.of());
    layers.add(incomplete);
    try (StoreLock.Held lock = StoreLock.toWrite(root.layersLock())) {
      LayersJson.write(root, lock, layers);
    }
    Path work = root.top().resolve(".capas/work-0123456789abcdef");
    Files.createDirectories(work.resolve("some/diff"));
    Files.createFile(work.resolveSibling(work.getFileName() + ".lock"));
  }
}
