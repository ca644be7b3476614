package capas.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers for fuse-overlayfs, in which whiteouts keep their names. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WhiteoutNamesTest {

  @TempDir Path folder;
  private Path diff;

  @BeforeEach
  void begin() throws IOException {
    diff = Files.createDirectory(folder.resolve("diff"));
  }

  private void unpack(RawTar tar) throws IOException {
    byte[] bytes = tar.closed();
    try (LayerUnpacking unpacking =
        LayerUnpacking.into(
            diff,
            Ownership.ofThisProcess(),
            Marks.NAMES,
            Files.newOutputStream(folder.resolve("split")))) {
      unpacking.take(bytes, 0, bytes.length);
      unpacking.end();
    }
  }

  private List<String> entries() {
    return new DirectoryLayer("layer", diff, Marks.NAMES)
        .entries().values().stream()
            .map(entry -> entry.getClass().getSimpleName() + " " + entry.path())
            .toList();
  }

  @Test
  void a_file_with_the_name_of_a_whiteout_hides_the_name_behind_it() throws IOException {
    unpack(new RawTar().folder("d").file("d/.wh.f", "").file("d/.wh..wh..opq", "").file("g", "x"));
    assertEquals(List.of("Folder d", "Whiteout d/f", "RegularFile g"), entries());
    DirectoryLayer layer = new DirectoryLayer("layer", diff, Marks.NAMES);
    LayerEntry.Folder opaque = (LayerEntry.Folder) layer.find(LayerPath.parse("d")).orElseThrow();
    assertTrue(opaque.opaque());
    assertEquals("d/.wh.f", layer.find(LayerPath.parse("d/f")).orElseThrow().toString());
  }

  @Test
  void what_the_layer_has_itself_is_not_hidden_by_it() throws IOException {
    unpack(new RawTar().file(".wh.f", "").file("f", "x"));
    assertEquals(List.of("RegularFile f"), entries());
  }

  @ParameterizedTest
  @ValueSource(strings = {".wh.", ".wh..", ".wh..."})
  void a_name_that_hides_no_single_name_is_refused_and_hides_nothing(String name) throws Exception {
    RawTar tar = new RawTar().file(name, "");
    assertThrows(LayerException.LeadsOut.class, () -> unpack(tar));
    Files.createFile(diff.resolve(name));
    assertEquals(List.of(), entries());
  }
}
