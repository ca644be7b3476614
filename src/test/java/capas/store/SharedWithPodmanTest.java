package capas.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.image.LayerId;
import capas.linux.Mounts;
import capas.registry.BuiltInRegistry;
import capas.registry.PulledImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Podman and we, at work on one store at the same time. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SharedWithPodmanTest {

  private static final int DEEDS_OF_EACH = 50;

  @TempDir Path folder;

  @BeforeAll
  static void with_podman() {
    Podman.need();
  }

  @Test
  void two_hundred_pulls_removals_and_listings_leave_a_whole_store() throws Exception {
    Path layout = folder.resolve("layout");
    TinyImages.makeIn(layout);
    Podman store = Podman.in(folder);
    try (BuiltInRegistry registry = BuiltInRegistry.serving(layout);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Integer>> workers = new ArrayList<>();
      workers.add(() -> podman(registry, store));
      workers.add(() -> us(registry, store, 1));
      workers.add(() -> us(registry, store, 2));
      workers.add(() -> list(store));
      int deeds = 0;
      for (Future<Integer> worker : threads.invokeAll(workers)) {
        deeds += worker.get();
      }
      assertTrue(deeds >= 200, deeds + " deeds");
      Whole.check(store);
      for (String tag : TinyImages.TAGS) {
        store.podman("pull", "--quiet", "--tls-verify=false", name(registry, tag));
      }
      store.podman("rmi", "--all", "--force");
    }
    Whole.check(store);
    assertEquals(List.of(), LayersJson.read(store.root()));
  }

  private static String name(BuiltInRegistry registry, String tag) {
    return registry.address() + "/tiny:" + tag;
  }

  private static String anyTag(Random chance) {
    return TinyImages.TAGS.get(chance.nextInt(TinyImages.TAGS.size()));
  }

  /** Pulls and removes in turn; a removal may find nothing. */
  private static int podman(BuiltInRegistry registry, Podman store) {
    Random chance = new Random(3);
    for (int i = 0; i < DEEDS_OF_EACH; i++) {
      String name = name(registry, anyTag(chance));
      if (i % 2 == 0) {
        store.podman("pull", "--quiet", "--tls-verify=false", name);
      } else {
        store.podman("rmi", "--force", "--ignore", name);
      }
    }
    return DEEDS_OF_EACH;
  }

  private static int us(BuiltInRegistry registry, Podman store, int seed) {
    Random chance = new Random(seed);
    for (int i = 0; i < DEEDS_OF_EACH; i++) {
      store.pull(registry, "tiny:" + anyTag(chance));
    }
    return DEEDS_OF_EACH;
  }

  private static int list(Podman store) {
    for (int i = 0; i < DEEDS_OF_EACH; i++) {
      ImagesJson.read(store.root()).forEach(image -> assertEquals(64, image.id().length()));
      LayersJson.read(store.root()).forEach(layer -> assertEquals(64, layer.id().hex().length()));
    }
    return DEEDS_OF_EACH;
  }

  @Test
  void an_image_is_pulled_while_podman_has_another_one_mounted() throws Exception {
    Path layout = folder.resolve("layout");
    TinyImages.makeIn(layout);
    Podman store = Podman.in(folder);
    String first = TinyImages.TAGS.getFirst();
    String last = TinyImages.TAGS.getLast();
    try (BuiltInRegistry registry = BuiltInRegistry.serving(layout)) {
      store.podman("pull", "--quiet", "--tls-verify=false", name(registry, first));
      store.podman("image", "mount", name(registry, first));
      try {
        Path layers = store.root().driverFolder();
        assertEquals(layers, Mounts.holding(layers).place());
        PulledImage pulled = store.pull(registry, "tiny:" + last);
        // What a writer left that was killed lies there now.
        store.podman("rmi", name(registry, last));
        LayerId top = pulled.image().layers().getLast().layerId();
        Files.createDirectories(store.root().layer(top).resolve("diff/left"));
        store.pull(registry, "tiny:" + last);
        assertFalse(Files.exists(store.root().layer(top).resolve("diff/left")));
      } finally {
        store.podman("image", "unmount", name(registry, first));
      }
      store.podman("image", "inspect", name(registry, last));
    }
    Whole.check(store);
  }

  @Test
  void layers_on_another_file_system_are_refused_before_anything_is_written() throws Exception {
    Podman store = Podman.in(folder);
    Path layers = Files.createDirectories(store.root().driverFolder());
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    for (List<String> mount :
        List.of(
            List.of("mount", "-t", "tmpfs", "-o", "size=1m", "none", layers.toString()),
            List.of("mount", "--bind", elsewhere.toString(), layers.toString()))) {
      Podman.run(mount);
      try {
        assertThrows(StoreException.OnAnotherFileSystem.class, store::writer);
      } finally {
        Podman.run(List.of("umount", layers.toString()));
      }
      assertFalse(Files.exists(store.root().top().resolve(".capas")));
    }
  }

  @Test
  void podman_waits_while_we_hold_a_lock_of_the_store() throws Exception {
    Podman store = Podman.in(folder);
    store.podman("images");
    GraphRoot root = store.root();
    for (Path lock : List.of(root.layersLock(), root.imagesLock(), root.storageLock())) {
      Process listing;
      StoreLock.Held held = StoreLock.toWrite(lock);
      try {
        listing = store.start("images");
        assertTrue(!listing.waitFor(1, TimeUnit.SECONDS), lock + " keeps nobody away");
      } finally {
        held.close();
      }
      assertEquals(0, listing.waitFor(), lock.toString());
      assertTrue(Files.exists(lock));
    }
  }
}
