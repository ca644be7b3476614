package capas.layer;

import static capas.layer.RawTar.header;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.linux.FileStatus;
import capas.linux.Privileges;
import capas.linux.Xattrs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UnpackingTest {

  @TempDir Path folder;

  private Unpacked unpack(RawTar tar) {
    byte[] bytes = tar.closed();
    Unpacked unpacked = Unpacked.in(folder, bytes);
    assertArrayEquals(bytes, unpacked.rebuilt());
    return unpacked;
  }

  private static FileStatus status(Unpacked unpacked, String name) {
    return FileStatus.of(unpacked.file(name));
  }

  private static Optional<String> opaque(Unpacked unpacked, String name) {
    return Marks.ofThisProcess().read(unpacked.file(name), "opaque");
  }

  @Test
  void files_folders_and_links_come_out_as_the_layer_says() throws IOException {
    Unpacked unpacked =
        unpack(
            new RawTar()
                .add(header("bin/", '5').mode(01755))
                .add(header("bin/tool", '0').mode(04711).content("tool"))
                .symlink("bin/sh", "tool")
                .hardLink("bin/same", "bin/tool")
                .add(header("pipe", '6').mode(0600)));
    assertEquals("tool", unpacked.text("bin/same"));
    assertEquals(2, status(unpacked, "bin/tool").links());
    assertEquals("drwxr-xr-t", status(unpacked, "bin").mode());
    assertEquals("-rw-r--r--", status(unpacked, "bin/same").mode(), "the last entry counts");
    assertEquals("prw-------", status(unpacked, "pipe").mode());
    assertEquals("tool", Files.readSymbolicLink(unpacked.file("bin/sh")).toString());
  }

  @Test
  void times_are_those_of_the_layer_to_the_nanosecond_also_of_folders() throws IOException {
    Unpacked unpacked =
        Unpacked.in(
            folder,
            new RawTar()
                .pax("mtime", "1600000000.123456789", "atime", "1500000000")
                .folder("a")
                .pax("mtime", "1600000001.5")
                .file("a/f", "x")
                .symlink("a/l", "f")
                .folder("b")
                .file("a/g", "late")
                .closed());
    assertEquals(Instant.ofEpochSecond(1600000000, 123456789), status(unpacked, "a").modified());
    assertEquals(Instant.ofEpochSecond(1600000001, 500000000), status(unpacked, "a/f").modified());
    assertEquals(Instant.ofEpochSecond(1700000000), status(unpacked, "a/l").modified());
    assertEquals(
        Instant.ofEpochSecond(1600000001, 500000000),
        ((java.nio.file.attribute.FileTime)
                Files.getAttribute(
                    unpacked.file("a/f"), "lastAccessTime", LinkOption.NOFOLLOW_LINKS))
            .toInstant());
  }

  @Test
  void folders_keep_their_times_when_more_are_open_than_are_held() {
    RawTar tar = new RawTar();
    for (int i = 0; i < 40; i++) {
      tar.pax("mtime", "16000000" + (10 + i)).folder("d" + i);
    }
    for (int i = 0; i < 40; i++) {
      tar.file("d" + i + "/f", "x");
    }
    Unpacked unpacked = unpack(tar);
    for (int i = 0; i < 40; i++) {
      assertEquals(
          Instant.ofEpochSecond(1600000010 + i), status(unpacked, "d" + i).modified(), "d" + i);
    }
  }

  @Test
  void missing_folders_are_made_and_described_when_their_entry_comes() {
    Unpacked unpacked =
        unpack(new RawTar().file("x/y/z", "deep").add(header("x/y/", '5').mode(0700)));
    assertEquals("drwxr-xr-x", status(unpacked, "x").mode());
    assertEquals("drwx------", status(unpacked, "x/y").mode());
    assertEquals(Instant.ofEpochSecond(1700000000), status(unpacked, "x/y").modified());
  }

  @Test
  void the_entry_of_the_top_changes_nothing() {
    Unpacked unpacked = unpack(new RawTar().add(header("./", '5').mode(0711).owner(7, 7)));
    assertTrue(status(unpacked, ".").mode().startsWith("drwx"));
    assertFalse(status(unpacked, ".").mode().equals("drwx--x--x"));
    assertEquals(new TreeSet<>(List.of(7L)), unpacked.layer().uids());
  }

  @Test
  void whiteouts_become_the_device_0_0() {
    Unpacked unpacked =
        unpack(new RawTar().folder("d").file("d/.wh.gone", "").file(".wh.away", ""));
    assertTrue(status(unpacked, "d/gone").isZeroDevice());
    assertTrue(status(unpacked, "away").isZeroDevice());
    assertEquals("c---------", status(unpacked, "away").mode());
  }

  @Test
  void an_opaque_folder_is_marked_and_holds_no_ghosts() {
    Unpacked unpacked =
        unpack(
            new RawTar()
                .file("d/.wh.early", "")
                .file("d/.wh..wh..opq", "")
                .file("d/.wh.late", "")
                .file("d/e/.wh.deep", "")
                .file("d/f", "x"));
    assertEquals(Optional.of("y"), opaque(unpacked, "d"));
    assertEquals(Optional.empty(), FileStatus.find(unpacked.file("d/early")));
    assertEquals(Optional.empty(), FileStatus.find(unpacked.file("d/late")));
    assertEquals(Optional.empty(), FileStatus.find(unpacked.file("d/e/deep")));
    assertEquals("x", unpacked.text("d/f"));
  }

  @Test
  void a_whiteout_makes_way_for_what_the_same_layer_brings() {
    Unpacked unpacked =
        unpack(
            new RawTar()
                .file(".wh.f", "")
                .file("f", "new")
                .file(".wh.d", "")
                .folder("d")
                .file("d/x", "x"));
    assertEquals("new", unpacked.text("f"));
    assertEquals(Optional.of("y"), opaque(unpacked, "d"));
  }

  @Test
  void a_whiteout_in_what_is_hidden_itself_and_the_marks_of_aufs_are_left_out() {
    Unpacked unpacked =
        unpack(
            new RawTar()
                .file(".wh.d", "")
                .file("d/.wh.f", "")
                .file(".wh..wh.aufs", "")
                .folder(".wh..wh.plnk"));
    assertTrue(status(unpacked, "d").isZeroDevice());
    assertEquals(1, unpacked.diff().toFile().list().length);
  }

  @Test
  void attributes_may_be_any_bytes() {
    Unpacked unpacked =
        unpack(new RawTar().pax("SCHILY.xattr.user.any", "a=\n\u00e1").file("f", "x"));
    assertEquals(Optional.of("a=\n\ufffd"), Xattrs.get(unpacked.file("f"), "user.any"));
  }

  @Test
  void owner_and_capabilities_stay_for_root() {
    Unpacked unpacked =
        unpack(
            new RawTar()
                .pax("SCHILY.xattr.security.capability", "\1\0\0\2\0\4\0\0\0\0\0\0\0\0\0\0\0\0\0\0")
                .add(header("f", '0').mode(06755).owner(48, 49).content("x"))
                .add(header("same", '1').mode(06755).owner(48, 49).link("f"))
                .pax("uid", "3000000")
                .symlink("l", "f"));
    int own = FileStatus.of(folder).uid();
    boolean asInLayer = Ownership.ofThisProcess() == Ownership.OF_THE_LAYER;
    assertEquals(asInLayer ? 48 : own, status(unpacked, "f").uid());
    assertEquals(asInLayer ? 3000000 : own, status(unpacked, "l").uid());
    assertEquals("-rwsr-sr-x", status(unpacked, "f").mode());
    assertEquals(
        Privileges.isSuperuser(),
        Xattrs.get(unpacked.file("f"), "security.capability").isPresent());
    assertEquals(new TreeSet<>(List.of(48L, 3000000L)), unpacked.layer().uids());
  }

  @Test
  void a_changed_file_is_named_when_the_tar_is_made_again() throws IOException {
    Unpacked unpacked = unpack(new RawTar().file("etc/passwd", "root").file("etc/group", "root"));
    Files.writeString(unpacked.file("etc/passwd"), "evil");
    LayerException changed = assertThrows(LayerException.ChangedFile.class, unpacked::rebuilt);
    assertTrue(changed.getMessage().contains("etc/passwd"));
    Files.delete(unpacked.file("etc/passwd"));
    assertThrows(LayerException.ChangedFile.class, unpacked::rebuilt);
    Files.createSymbolicLink(unpacked.file("etc/passwd"), Path.of("group"));
    assertThrows(LayerException.ChangedFile.class, unpacked::rebuilt);
  }

  @Test
  void a_tar_split_that_is_none_is_told() throws IOException {
    Unpacked unpacked = unpack(new RawTar().file("f", "x"));
    Files.writeString(unpacked.tarSplit(), "not gzip");
    assertThrows(LayerException.CorruptTarSplit.class, unpacked::rebuilt);
  }
}
