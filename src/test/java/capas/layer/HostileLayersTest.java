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

  private static final int MIB = 1 << 20;

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

  private static Arguments refused(String what, Class<? extends LayerException> by, RawTar tar) {
    return Arguments.of(what, by, tar.closed());
  }

  static Stream<Arguments> refused() {
    String deep = "d/".repeat(2100);
    return Stream.of(
        refused(
            "a name that climbs",
            LayerException.LeadsOut.class,
            new RawTar().file("../../canary/secret", "evil")),
        refused(
            "a name that climbs in its middle",
            LayerException.LeadsOut.class,
            new RawTar().folder("a").file("a/../../../canary/secret", "evil")),
        refused(
            "an absolute name that climbs",
            LayerException.LeadsOut.class,
            new RawTar().file("/../../canary/secret", "evil")),
        refused(
            "a PAX path that climbs",
            LayerException.LeadsOut.class,
            new RawTar().pax("path", "../../canary/secret").file("harmless", "evil")),
        refused(
            "a GNU name that climbs",
            LayerException.LeadsOut.class,
            new RawTar().gnuLong('L', "../../canary/secret").file("harmless", "evil")),
        refused(
            "a name of a sparse file that climbs",
            LayerException.LeadsOut.class,
            new RawTar()
                .pax("GNU.sparse.name", "../../canary/secret", "GNU.sparse.map", "0,4")
                .file("harmless", "evil")),
        refused(
            "a whiteout that climbs",
            LayerException.LeadsOut.class,
            new RawTar().file("../../canary/.wh.secret", "")),
        refused(
            "a whiteout of the folder above",
            LayerException.LeadsOut.class,
            new RawTar().folder("a").file("a/.wh...", "")),
        refused(
            "a whiteout of its own folder",
            LayerException.LeadsOut.class,
            new RawTar().folder("a").file("a/.wh..", "")),
        refused(
            "a whiteout of nothing",
            LayerException.LeadsOut.class,
            new RawTar().folder("a").file("a/.wh.", "")),
        refused(
            "a hard link that climbs",
            LayerException.LinkLeadsOut.class,
            new RawTar().hardLink("passwd", "../../canary/etc/passwd")),
        refused(
            "a hard link to a file of the host",
            LayerException.MissingLinkTarget.class,
            new RawTar().hardLink("passwd", "/etc/passwd")),
        refused(
            "a hard link through a symbolic link",
            LayerException.MissingLinkTarget.class,
            new RawTar().symlink("out", "../../canary").hardLink("mine", "out/secret")),
        refused(
            "a hard link to a folder",
            LayerException.MissingLinkTarget.class,
            new RawTar().folder("a").hardLink("b", "a")),
        refused(
            "a hard link to a file of a lower layer",
            LayerException.MissingLinkTarget.class,
            new RawTar().hardLink("b", "usr/lib/libc.so.6")),
        refused(
            "a hard link to itself",
            LayerException.MissingLinkTarget.class,
            new RawTar().hardLink("a", "a")),
        refused(
            "a file through a link out",
            LayerException.ParentNotFolder.class,
            new RawTar().symlink("out", "../../canary").file("out/secret", "evil")),
        refused(
            "a file through an absolute link",
            LayerException.ParentNotFolder.class,
            new RawTar().symlink("etc", "/nowhere").file("etc/passwd", "evil")),
        refused(
            "a file through links in a circle",
            LayerException.ParentNotFolder.class,
            new RawTar().symlink("a", "b").symlink("b", "a").file("a/f", "evil")),
        refused(
            "a file through a link of the kernel",
            LayerException.ParentNotFolder.class,
            new RawTar().symlink("p", "/proc/self/root").file("p/tmp/capas-evil", "evil")),
        refused(
            "a file inside a file",
            LayerException.ParentNotFolder.class,
            new RawTar().file("a", "x").file("a/b", "x")),
        refused(
            "a whiteout through a link out",
            LayerException.ParentNotFolder.class,
            new RawTar().symlink("out", "../../canary").file("out/.wh.secret", "")),
        refused(
            "an opaque mark through a link out",
            LayerException.ParentNotFolder.class,
            new RawTar().symlink("out", "../../canary").file("out/.wh..wh..opq", "")),
        refused(
            "a link in place of the top",
            LayerException.TopNotFolder.class,
            new RawTar().symlink(".", "../../canary").file("secret", "evil")),
        refused(
            "a link in place of the root",
            LayerException.TopNotFolder.class,
            new RawTar().symlink("/", "../../canary").file("secret", "evil")),
        refused(
            "a file without a name",
            LayerException.TopNotFolder.class,
            new RawTar().file("", "evil")),
        refused(
            "a file in place of a link",
            LayerException.Duplicate.class,
            new RawTar().symlink("a", "../../canary/secret").file("a", "evil")),
        refused(
            "a link in place of a folder",
            LayerException.Duplicate.class,
            new RawTar().folder("a").symlink("./a", "../../canary").file("a/secret", "evil")),
        refused(
            "a link in place of a folder without an entry",
            LayerException.Duplicate.class,
            new RawTar().file("a/b", "x").symlink("a", "../../canary")),
        refused(
            "the same file by two paths",
            LayerException.Duplicate.class,
            new RawTar().folder("a").symlink("b", "a").file("a/f", "x").file("b/f", "evil")),
        refused(
            "the same folder twice",
            LayerException.Duplicate.class,
            new RawTar().folder("a").folder("./a/../a")),
        refused(
            "a whiteout of its own file",
            LayerException.WhiteoutOfOwn.class,
            new RawTar().file("a", "x").file(".wh.a", "")),
        refused(
            "a negative size",
            LayerException.ImpossibleSize.class,
            new RawTar().add(header("a", '0').binary(124, 12, -512))),
        refused(
            "a negative size in PAX",
            LayerException.ImpossibleSize.class,
            new RawTar().pax("size", "-1").file("a", "x")),
        refused(
            "a size of eight exbibytes",
            LayerException.Truncated.class,
            new RawTar().add(header("a", '0').binary(124, 12, Long.MAX_VALUE))),
        refused(
            "a size of more than 64 bits",
            LayerException.CorruptHeader.class,
            new RawTar().add(header("a", '0').text(124, "\u0080\1\0\0\0\0\0\0\0\0\0\0"))),
        refused(
            "a size that is no number",
            LayerException.CorruptHeader.class,
            new RawTar().add(header("a", '0').text(124, "1x"))),
        refused(
            "a negative owner",
            LayerException.CorruptHeader.class,
            new RawTar().add(header("a", '0').binary(108, 8, -1))),
        refused(
            "a PAX header of two MiB",
            LayerException.HeaderTooLarge.class,
            new RawTar().pax("comment", "x".repeat(2 * MIB)).file("a", "x")),
        refused(
            "a name of eight GiB",
            LayerException.HeaderTooLarge.class,
            new RawTar().add(header("././@LongLink", 'L').gnu().binary(124, 12, 8L << 30))),
        refused(
            "a PAX record longer than its header",
            LayerException.CorruptHeader.class,
            new RawTar().add(header("p", 'x').content("99 path=a\n")).file("a", "x")),
        refused(
            "a PAX record of negative length",
            LayerException.CorruptHeader.class,
            new RawTar().add(header("p", 'x').content("-9 path=a\n")).file("a", "x")),
        refused(
            "a name with a NUL",
            LayerException.CorruptHeader.class,
            new RawTar().pax("path", "a\0b").file("a", "x")),
        refused(
            "a wrong checksum",
            LayerException.CorruptHeader.class,
            new RawTar().add(header("a", '0').wrongChecksum())),
        refused(
            "an entry behind an empty block",
            LayerException.CorruptHeader.class,
            new RawTar().file("a", "x").bytes(new byte[512]).file("b", "hidden")),
        refused(
            "pieces of a sparse file in disorder",
            LayerException.CorruptHeader.class,
            new RawTar().pax("GNU.sparse.map", "8,1,0,1", "GNU.sparse.size", "16").file("a", "xy")),
        refused(
            "a piece behind the end of a sparse file",
            LayerException.CorruptHeader.class,
            new RawTar()
                .pax("GNU.sparse.map", "9223372036854775807,2", "GNU.sparse.size", "4")
                .file("a", "xy")),
        refused(
            "a sparse file with more pieces than bytes",
            LayerException.CorruptHeader.class,
            new RawTar()
                .pax("GNU.sparse.major", "1", "GNU.sparse.minor", "0", "GNU.sparse.size", "9")
                .file("a", "99999999999\n".repeat(99))),
        refused(
            "a path of 4200 bytes",
            LayerException.PathTooLong.class,
            new RawTar().pax("path", deep + "f").file("a", "x")),
        refused(
            "a name of 300 bytes",
            LayerException.NotTaken.class,
            new RawTar().pax("path", "n".repeat(300)).file("a", "x")),
        refused(
            "a backup's type",
            LayerException.UnknownType.class,
            new RawTar().add(header("a", 'V'))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
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
