package capas.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.layer.LayerPath;
import capas.registry.BuiltInRegistry;
import capas.registry.SampleImages;
import capas.store.Damage.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store of the driver vfs, which copies each layer whole, as the real podman writes it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StoreOfVfsTest {

  @TempDir static Path folder;
  private static Path graphroot;
  private static StoredImage image;

  @BeforeAll
  static void an_image_kept_by_vfs() {
    Podman.need();
    graphroot = folder.resolve("graph");
    Path layout = folder.resolve("layout");
    SampleImages.makeIn(layout);
    try (BuiltInRegistry registry = BuiltInRegistry.serving(layout)) {
      Podman.run(
          List.of(
              "podman",
              "--root",
              graphroot.toString(),
              "--runroot",
              folder.resolve("run").toString(),
              "--storage-driver",
              "vfs",
              "pull",
              "--quiet",
              "--tls-verify=false",
              registry.address() + "/sample/httpd:latest"));
    }
    image = Store.open(graphroot).image("sample/httpd");
  }

  @Test
  void it_is_recognized_and_has_the_same_lists() {
    assertEquals("vfs", image.root().driver());
    assertEquals(3, image.match().size());
    assertTrue(image.namings().stream().allMatch(StoredImage.Naming::isRight));
    for (StoredLayer layer : image.baseFirst()) {
      assertEquals(graphroot.resolve("vfs/dir").resolve(layer.id().hex()), layer.diff());
    }
  }

  @Test
  void a_deleted_file_is_not_in_the_copies_above() {
    Biography deleted =
        Biography.of(LayerPath.parse("etc/httpd/conf.d/welcome.conf"), image.baseFirst());
    assertEquals(2, deleted.events().size());
    Biography.Event.Hidden hidden = (Biography.Event.Hidden) deleted.events().getLast();
    assertEquals(Biography.Means.NOT_COPIED, hidden.means());
    Biography page = Biography.of(LayerPath.parse("var/www/html/index.html"), image.baseFirst());
    assertEquals(2, page.versions().size());
  }

  @Test
  void it_is_sound_until_a_file_is_changed() throws Exception {
    assertEquals(List.of(), StoreCheck.of(graphroot));
    Path file = image.baseFirst().getFirst().diff().resolve("etc/group");
    byte[] before = Files.readAllBytes(file);
    Files.writeString(file, "other");
    assertEquals(
        List.of(Kind.FILE_CHANGED, Kind.FILE_TIME),
        StoreCheck.of(graphroot).stream().map(Damage::kind).toList());
    Files.write(file, before);
  }
}
