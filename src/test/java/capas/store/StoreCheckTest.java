package capas.store;

import static capas.store.DamagedStore.sh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.registry.BuiltInRegistry;
import capas.registry.SampleImages;
import capas.store.Damage.Kind;
import capas.store.DamagedStore.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A store that the real podman wrote, broken in one way after the other. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StoreCheckTest {

  @TempDir static Path folder;
  private static Podman podman;
  private static String latest;
  private DamagedStore store;

  @BeforeAll
  static void a_sound_store() {
    Podman.need();
    podman = Podman.in(folder);
    Path layout = folder.resolve("layout");
    SampleImages.makeIn(layout);
    try (BuiltInRegistry registry = BuiltInRegistry.serving(layout)) {
      latest = registry.address() + "/sample/httpd:latest";
      podman.podman("pull", "--quiet", "--tls-verify=false", latest);
      podman.podman(
          "pull", "--quiet", "--tls-verify=false", registry.address() + "/sample/httpd:zstd");
    }
  }

  @BeforeEach
  void copyIt() {
    store = DamagedStore.of(podman.graphRoot(), folder.resolve("copy"), latest);
  }

  @AfterEach
  void removeIt() {
    sh("rm -rf " + store.copy());
  }

  static Stream<Row> broken() {
    return DamagedStore.rows().values().stream();
  }

  private Set<Kind> kinds() {
    return StoreCheck.of(store.copy()).stream().map(Damage::kind).collect(Collectors.toSet());
  }

  @Test
  void a_sound_store_has_no_damage() throws IOException {
    assertEquals(List.of(), StoreCheck.of(podman.graphRoot()));
    for (String ofLaterPodmans : List.of("staging", "tempdirs")) {
      Files.createDirectory(store.store().root().driverFolder().resolve(ofLaterPodmans));
    }
    assertEquals(List.of(), StoreCheck.of(store.copy()));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void each_damage_is_found_and_named(Row row) throws Exception {
    row.breaking().in(store);
    Set<Kind> found = kinds();
    assertTrue(found.contains(row.kind()), row + " " + found);
  }

  /** A file alone: no other finding is put beside it. */
  @Test
  void a_changed_file_is_one_finding_with_its_place() throws Exception {
    Files.delete(store.diff(1, "etc/passwd"));
    List<Damage> found = StoreCheck.of(store.copy());
    assertEquals(1, found.size(), found.toString());
    assertEquals("etc/passwd", found.getFirst().subject());
    assertEquals(store.layer(1).diff(), found.getFirst().place());
  }

  @Test
  void what_containers_storage_makes_again_is_no_damage() throws Exception {
    sh(
        "cd %s; rm -r */*.lock *.lock overlay-containers overlay/*/merged overlay/*/work"
            .formatted(store.copy()));
    sh(
        "cd %s; touch overlay/file overlay/*/diff/etc overlay/*/diff overlay/*/diff/var/www"
            .formatted(store.copy()));
    assertEquals(List.of(), StoreCheck.of(store.copy()));
  }

  @Test
  void every_kind_is_broken_here() {
    Set<Kind> broken = broken().map(Row::kind).collect(Collectors.toSet());
    assertEquals(EnumSet.allOf(Kind.class), broken);
  }

  @Test
  void the_tar_of_every_layer_is_made_again_byte_for_byte() {
    for (StoredLayer layer : store.store().layers()) {
      RebuiltTar tar = RebuiltTar.of(layer, folder.resolve("layer.tar"));
      assertTrue(tar.isProved(), tar.toString());
    }
  }
}
