package capas.layer;

import static capas.layer.RawTar.header;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.linux.FileStatus;
import capas.linux.Xattrs;
import capas.words.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers made to do harm are refused, or do it inside of their own folder. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HostileLayersTest {

  @TempDir Path folder;

  /** Beside {@code layer/diff}, where {@code ../../canary} leads to. */
  private Path canary;

  @BeforeEach
  void put_a_canary_beside_the_layer() throws IOException {
    canary = Files.createDirectories(folder.resolve("canary"));
    Files.writeString(canary.resolve("secret"), "secret");
    Files.createDirectory(canary.resolve("etc"));
    Files.writeString(canary.resolve("etc/passwd"), "root:x:0:0");
    Files.createSymbolicLink(canary.resolve("link"), Path.of("secret"));
    Xattrs.set(canary.resolve("secret"), "user.mark", "here");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("capas.layer.RefusedLayers#all")
  void is_refused(String what, Class<? extends LayerException> by, byte[] tar) {
    SortedMap<Path, String> before = everythingOf(canary);
    LayerException refusal =
        assertThrows(LayerException.class, () -> Unpacked.in(folder.resolve("layer"), tar));
    assertInstanceOf(by, refusal, refusal.getMessage());
    assertTrue(refusal.saidIn(Language.ES).length() > 80, refusal.getMessage());
    assertEquals(before, everythingOf(canary));
  }

  @ParameterizedTest(name = "broken off after {0} bytes")
  @ValueSource(ints = {1, 511, 513, 1000, 1024, 1530, 1537})
  void a_layer_that_breaks_off_is_refused(int bytes) {
    byte[] whole = new RawTar().pax("path", "long").file("a", "x".repeat(600)).closed();
    byte[] begun = Arrays.copyOf(whole, bytes);
    assertThrows(LayerException.Truncated.class, () -> Unpacked.in(folder.resolve("layer"), begun));
  }

  private static Arguments contained(String what, String where, RawTar tar) {
    return Arguments.of(what, where, tar.closed());
  }

  /** Each with the file inside of the layer that it made after all. */
  static Stream<Arguments> contained() {
    return Stream.of(
        contained("an absolute name", "canary/secret", new RawTar().file("/canary/secret", "evil")),
        contained(
            "a file through a link to a folder inside",
            "canary/secret",
            new RawTar()
                .folder("canary")
                .symlink("out", "../../../canary")
                .file("out/secret", "evil")),
        contained(
            "a file through an absolute link",
            "canary/secret",
            new RawTar().folder("canary").symlink("out", "/canary").file("out/secret", "evil")),
        contained(
            "a file through chained links that are each inside",
            "canary/secret",
            new RawTar()
                .folder("canary")
                .folder("a")
                .folder("a/b")
                .symlink("a/b/up", "..")
                .symlink("a/b/upper", "up/..")
                .symlink("out", "a/b/upper/../canary")
                .file("out/secret", "evil")),
        contained(
            "a folder through a link, with a mode",
            "canary/etc/passwd",
            new RawTar()
                .folder("canary")
                .symlink("out", "/canary")
                .add(header("out/etc/", '5').mode(0777))
                .file("out/etc/passwd", "evil")),
        contained(
            "a hard link through a link",
            "mine",
            new RawTar()
                .folder("canary")
                .file("canary/secret", "evil")
                .symlink("out", "/canary")
                .hardLink("mine", "out/secret")),
        contained(
            "a hard link to a link to the host",
            "copy",
            new RawTar()
                .symlink("out", "../../canary/secret")
                .hardLink("same", "out")
                .file("copy", "evil")),
        contained(
            "a mode and an owner for a link to the host",
            "copy",
            new RawTar()
                .add(header("out", '2').link("../../canary/secret").mode(07777).owner(0, 0))
                .file("copy", "evil")),
        contained(
            "a whiteout through a link",
            "canary/other",
            new RawTar()
                .file("canary/other", "evil")
                .symlink("out", "/canary")
                .file("out/.wh.secret", "")),
        contained(
            "a whiteout of a link to the host",
            "f",
            new RawTar().file(".wh.link", "").file("f", "evil")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("contained")
  void stays_inside(String what, String where, byte[] tar) throws IOException {
    SortedMap<Path, String> before = everythingOf(canary);
    Unpacked unpacked = Unpacked.in(folder.resolve("layer"), tar);
    assertEquals("evil", Files.readString(unpacked.file(where)));
    assertEquals(before, everythingOf(canary));
    assertArrayEquals(tar, unpacked.rebuilt());
  }

  /** Content, mode, owner, times and attributes of all that lies there. */
  private static SortedMap<Path, String> everythingOf(Path top) {
    SortedMap<Path, String> found = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(top)) {
      for (Path path : tree.toList()) {
        String content = Files.isRegularFile(path) ? Files.readString(path) : "";
        FileStatus status = FileStatus.of(path);
        found.put(path, status + " " + Xattrs.of(path) + " " + content);
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
