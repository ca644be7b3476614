package capas.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import capas.Parts;
import capas.linux.Privileges;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What GNU tar packed and we unpacked, changed in ways that podman's own check does not see. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LayerInspectionTest {

  @TempDir Path folder;

  @BeforeEach
  void unpack() throws Exception {
    Parts.need("root", "util-linux; run as root", Privileges::isSuperuser);
    Parts.need("setfattr", "attr", () -> Files.isExecutable(Path.of("/usr/bin/setfattr")));
    sh(
        """
        mkdir source diff
        cd source
        echo ping > ping
        setfattr -n security.capability -v 0x0100000200200000000000000000000000000000 ping
        ln ping again
        mkfifo pipe
        printf x > "$(printf 'a\\361o')"
        tar --xattrs --xattrs-include='*' --format=posix -cf ../layer.tar .
        """);
    byte[] tar = Files.readAllBytes(folder.resolve("layer.tar"));
    OutputStream split = Files.newOutputStream(folder.resolve("split.gz"));
    try (LayerUnpacking unpacking =
        LayerUnpacking.into(
            folder.resolve("diff"), Ownership.OF_THE_LAYER, Marks.ofThisProcess(), split)) {
      unpacking.take(tar, 0, tar.length);
      unpacking.end();
    }
  }

  private void sh(String script) throws Exception {
    ProcessBuilder shell = new ProcessBuilder("sh", "-ec", script);
    assertEquals(0, shell.directory(folder.toFile()).inheritIO().start().waitFor());
  }

  private List<LayerDifference> differences() throws Exception {
    return LayerInspection.of(
        folder.resolve("split.gz"),
        folder.resolve("diff"),
        Marks.TRUSTED,
        Ownership.OF_THE_LAYER,
        false,
        OutputStream.nullOutputStream());
  }

  @Test
  void a_layer_as_it_was_unpacked_differs_in_nothing() throws Exception {
    assertEquals(List.of(), differences());
  }

  @Test
  void a_lost_capability_is_seen() throws Exception {
    sh("setfattr -x security.capability diff/ping");
    assertEquals(
        List.of(LayerDifference.Kind.ATTRIBUTE),
        differences().stream().map(LayerDifference::kind).distinct().toList());
  }

  @Test
  void a_name_that_is_no_text_is_looked_at_too() throws Exception {
    sh("rm diff/a*o");
    assertEquals(
        List.of(LayerDifference.Kind.FILE_MISSING),
        differences().stream().map(LayerDifference::kind).toList());
  }
}
