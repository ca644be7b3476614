package capas.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.Parts;
import capas.image.LayerId;
import capas.layer.LayerEntry;
import capas.layer.Marks;
import capas.registry.BuiltInRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores whose layers fuse-overlayfs mounts: their whiteouts are files named as in the tar. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StoreForMountProgramTest {

  private static final String OPTION =
      "--storage-opt overlay.mount_program=/usr/bin/fuse-overlayfs";

  @TempDir Path folder;
  private BuiltInRegistry registry;

  @BeforeEach
  void serve() throws Exception {
    Podman.need();
    Parts.need(
        "fuse-overlayfs", "fuse-overlayfs", () -> Files.exists(Path.of("/usr/bin/fuse-overlayfs")));
    TinyImages.makeIn(folder.resolve("layout"));
    registry = BuiltInRegistry.serving(folder.resolve("layout"));
  }

  @AfterEach
  void end() {
    if (registry != null) {
      registry.close();
    }
  }

  private Podman withProgram(String name) {
    Podman podman = Podman.in(folder.resolve(name));
    return new Podman(
        podman.graphRoot(),
        podman.runRoot(),
        List.of("sh", "-c", "podman=$1; shift; exec \"$podman\" " + OPTION + " \"$@\"", "sh"));
  }

  private String image() {
    return registry.address() + "/tiny:docker";
  }

  private void podmanPulls(Podman store) {
    store.podman("pull", "--quiet", "--tls-verify=false", image());
  }

  /** What the layers of the image hide, each with its number. */
  private Set<String> hidden(Podman store) {
    List<StoredLayer> layers = Store.open(store.graphRoot()).image(image()).baseFirst();
    return layers.stream()
        .flatMap(layer -> layer.content().entries().values().stream())
        .filter(entry ->
            entry instanceof LayerEntry.Whiteout
                || entry instanceof LayerEntry.Folder opaque && opaque.opaque())
        .map(entry -> entry.getClass().getSimpleName() + " " + entry.path())
        .collect(Collectors.toSet());
  }

  @Test
  void what_hides_names_is_found_there_as_in_a_store_for_the_kernel() throws Exception {
    Podman forProgram = withProgram("program");
    Podman forKernel = Podman.in(folder.resolve("kernel"));
    podmanPulls(forProgram);
    podmanPulls(forKernel);
    Store opened = Store.open(forProgram.graphRoot());
    assertEquals(Marks.NAMES, opened.image(image()).baseFirst().getFirst().marks());
    assertTrue(hidden(forKernel).size() >= 2, hidden(forKernel).toString());
    assertEquals(hidden(forKernel), hidden(forProgram));
    assertEquals(List.of(), StoreCheck.of(forProgram.graphRoot()));
  }

  @Test
  void a_lost_whiteout_is_found() throws Exception {
    Podman store = withProgram("program");
    podmanPulls(store);
    Podman.run(
        List.of("find", store.root().driverFolder().toString(), "-name", ".wh.*", "-delete"));
    Set<Damage.Kind> found =
        StoreCheck.of(store.graphRoot()).stream().map(Damage::kind).collect(Collectors.toSet());
    assertEquals(Set.of(Damage.Kind.WHITEOUT_MISSING, Damage.Kind.OPAQUE_MISSING), found);
  }

  @Test
  void a_pull_of_ours_leaves_what_podmans_leaves_and_podman_mounts_it() throws Exception {
    Podman theirs = withProgram("theirs");
    podmanPulls(theirs);
    Podman ours = withProgram("ours");
    ours.podman("images");
    ours.pull(registry, "tiny:docker");
    for (LayerRecord layer : LayersJson.read(theirs.root())) {
      LayerId id = layer.id();
      assertEquals(
          OnDisk.files(theirs.root().layer(id).resolve("diff")),
          OnDisk.files(ours.root().layer(id).resolve("diff")));
    }
    assertEquals(List.of(), StoreCheck.of(ours.graphRoot()));
    assertTrue(mounted(theirs).contains("./etc "), mounted(theirs));
    assertEquals(mounted(theirs), mounted(ours));
  }

  private String mounted(Podman store) {
    String script =
        """
        podman="podman --root %s --runroot %s %s" image=%s
        cd "$($podman image mount $image)"
        find . -printf '%%p %%M %%U %%G %%s\\n' | sort
        cd /
        $podman image unmount $image >/dev/null
        """;
    String filled = script.formatted(store.graphRoot(), store.runRoot(), OPTION, image());
    return Podman.run(List.of("sh", "-ec", filled));
  }
}
