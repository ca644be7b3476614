package capas.layer;

import static capas.layer.RawTar.header;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Layers that no unpacking takes, each with the reason that is given. */
final class RefusedLayers {

  private static final int MIB = 1 << 20;

  private RefusedLayers() {}

  private static Arguments refused(String what, Class<? extends LayerException> by, RawTar tar) {
    return Arguments.of(what, by, tar.closed());
  }

  static Stream<Arguments> all() {
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
}
