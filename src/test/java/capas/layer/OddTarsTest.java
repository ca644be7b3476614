package capas.layer;

import static capas.layer.RawTar.header;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.linux.FileStatus;
import capas.linux.OpenFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tars of all dialects and ages come out right, and can be made again byte for byte. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OddTarsTest {

  private static final String NAME = "a/" + "n".repeat(120) + "/" + "m".repeat(120);

  @TempDir Path folder;

  private int tries;

  /** Whole, and in pieces that cut every header. */
  private Unpacked unpack(byte[] tar) {
    Unpacked unpacked = Unpacked.in(folder.resolve("" + tries++), tar);
    assertArrayEquals(tar, unpacked.rebuilt());
    for (int piece : List.of(1, 7, 511, 513)) {
      Unpacked again = Unpacked.in(folder.resolve("" + tries++), tar, piece);
      assertEquals(unpacked.layer(), again.layer());
      assertArrayEquals(tar, again.rebuilt(), "in pieces of " + piece);
    }
    assertEquals(tar.length, unpacked.layer().sizeInBytes());
    return unpacked;
  }

  @Test
  void long_names_of_gnu() throws IOException {
    Unpacked unpacked =
        unpack(
            new RawTar()
                .gnuLong('L', NAME)
                .add(header("short", '0').gnu().content("x"))
                .gnuLong('K', NAME)
                .gnuLong('L', NAME + "2")
                .add(header("short", '2').gnu().link("short"))
                .closed());
    assertEquals("x", unpacked.text(NAME));
    assertEquals(NAME, Files.readSymbolicLink(unpacked.file(NAME + "2")).toString());
  }

  @Test
  void long_names_of_pax_and_of_ustar() {
    Unpacked unpacked =
        unpack(
            new RawTar()
                .pax("path", NAME, "mtime", "1.5")
                .file("short", "x")
                .add(header("file", '0').text(345, "prefix/in/a/field").content("y"))
                .closed());
    assertEquals("x", unpacked.text(NAME));
    assertEquals("y", unpacked.text("prefix/in/a/field/file"));
  }

  @Test
  void a_pax_header_counts_once_and_a_global_one_not_at_all() {
    Unpacked unpacked =
        unpack(
            new RawTar()
                .add(header("pax_global_header", 'g').content("16 comment=abcd\n"))
                .pax("path", "named")
                .file("one", "1")
                .file("two", "2")
                .closed());
    assertEquals("1", unpacked.text("named"));
    assertEquals("2", unpacked.text("two"));
    assertEquals(2, unpacked.layer().entries());
  }

  @Test
  void a_tar_of_1979() {
    Unpacked unpacked =
        unpack(
            new RawTar()
                .add(header("d/", '\0').v7().mode(0755))
                .add(header("d/f", '\0').v7().content("old"))
                .add(header("d/g", '1').v7().link("d/f"))
                .closed());
    assertEquals("old", unpacked.text("d/g"));
    assertEquals("drwxr-xr-x", FileStatus.of(unpacked.file("d")).mode());
  }

  @Test
  void numbers_in_base_256() {
    Unpacked unpacked =
        unpack(
            new RawTar()
                .add(
                    header("f", '0')
                        .gnu()
                        .content("four")
                        .binary(124, 12, 4)
                        .binary(108, 8, 3_000_000)
                        .binary(136, 12, 1L << 33))
                .add(header("g", '0').gnu().binary(136, 12, -5))
                .closed());
    assertEquals("four", unpacked.text("f"));
    assertEquals(Instant.ofEpochSecond(1L << 33), FileStatus.of(unpacked.file("f")).modified());
    assertEquals(Instant.EPOCH, FileStatus.of(unpacked.file("g")).modified());
    assertTrue(unpacked.layer().uids().contains(3_000_000L));
  }

  @Test
  void names_that_are_no_utf_8() {
    Unpacked unpacked =
        unpack(
            new RawTar()
                .add(header("espa\u00f1a/", '5').mode(0755))
                .file("espa\u00f1a/\u00e9", "x")
                .closed());
    try (OpenFolder top = OpenFolder.at(unpacked.diff())) {
      byte[] name = top.names().getFirst();
      assertEquals("espa\u00f1a", new String(name, StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void tars_without_an_end_with_half_of_one_and_with_more_behind_it() {
    RawTar tar = new RawTar().file("f", "x");
    unpack(tar.open());
    unpack(tar.bytes(new byte[512]).open());
    unpack(tar.bytes(new byte[20 * 512]).open());
    Unpacked unpacked =
        unpack(tar.file("hidden", "y").bytes("junk".getBytes(StandardCharsets.US_ASCII)).open());
    assertEquals(1, unpacked.layer().entries());
  }

  @Test
  void tars_without_entries() {
    unpack(new byte[0]);
    unpack(new byte[1024]);
    assertEquals(0, unpack(new byte[10240]).layer().entries());
  }

  @Test
  void padding_that_is_not_zero_and_content_where_none_belongs() {
    byte[] tar =
        new RawTar()
            .file("f", "x")
            .add(header(".wh.g", '0').content("a whiteout with content"))
            .add(header("d/", '5').size(512))
            .closed();
    Arrays.fill(tar, 513, 1024, (byte) 'p');
    Unpacked unpacked = unpack(tar);
    assertEquals("x", unpacked.text("f"));
  }

  private static final String SPARSE = "head" + "\0".repeat(65_532) + "tail" + "\0".repeat(8_000);

  private void sparse(byte[] tar) {
    Unpacked unpacked = unpack(tar);
    assertEquals(SPARSE, unpacked.text("sparse"));
    assertTrue(FileStatus.of(unpacked.file("sparse")).blocks() < 100, "it has holes");
    assertEquals("y", unpacked.text("after"));
  }

  @Test
  void sparse_files_of_gnu() {
    RawTar.Header header = header("sparse", 'S').gnu().content("headtail");
    header.octal(386, 12, 0).octal(398, 12, 4).octal(410, 12, 65_536).octal(422, 12, 4);
    sparse(new RawTar().add(header.octal(483, 12, SPARSE.length())).file("after", "y").closed());
  }

  @Test
  void sparse_files_of_gnu_with_many_pieces() {
    byte[] more = new byte[512];
    byte[] piece = String.format("%011o\0%011o\0", 65_536, 4).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(piece, 0, more, 0, piece.length);
    RawTar.Header header = header("sparse", 'S').gnu().size(8);
    header.octal(386, 12, 0).octal(398, 12, 4).text(482, "\1");
    sparse(
        new RawTar()
            .add(header.octal(483, 12, SPARSE.length()))
            .bytes(more)
            .bytes(Arrays.copyOf("headtail".getBytes(StandardCharsets.US_ASCII), 512))
            .file("after", "y")
            .closed());
  }

  @Test
  void sparse_files_of_pax_in_all_three_versions() {
    String size = "" + SPARSE.length();
    sparse(
        new RawTar()
            .pax(
                "GNU.sparse.size",
                size,
                "GNU.sparse.numblocks",
                "2",
                "GNU.sparse.offset",
                "0",
                "GNU.sparse.numbytes",
                "4",
                "GNU.sparse.offset",
                "65536",
                "GNU.sparse.numbytes",
                "4")
            .file("sparse", "headtail")
            .file("after", "y")
            .closed());
    sparse(
        new RawTar()
            .pax(
                "GNU.sparse.size",
                size,
                "GNU.sparse.map",
                "0,4,65536,4",
                "GNU.sparse.name",
                "sparse")
            .file("GNUSparseFile.1/sparse", "headtail")
            .file("after", "y")
            .closed());
    String map = "2\n0\n4\n65536\n4\n";
    sparse(
        new RawTar()
            .pax(
                "GNU.sparse.major",
                "1",
                "GNU.sparse.minor",
                "0",
                "GNU.sparse.name",
                "sparse",
                "GNU.sparse.realsize",
                size)
            .file("GNUSparseFile.1/sparse", map + "\0".repeat(512 - map.length()) + "headtail")
            .file("after", "y")
            .closed());
  }
}
