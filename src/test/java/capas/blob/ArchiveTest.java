package capas.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchiveTest {

  @TempDir Path folder;

  private Archive open(byte[] bytes) throws IOException {
    return Archive.open(Files.write(folder.resolve("it.tar"), bytes), Limits.USUAL);
  }

  private static String read(Archive archive, String name) throws IOException {
    try (InputStream bytes = archive.open(name)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void gives_its_files_by_name_however_it_is_compressed(Compression compression)
      throws IOException {
    String longName = "a".repeat(90) + "/" + "ñ".repeat(60);
    byte[] tar =
        new Tars()
            .folder("one")
            .file("./one/f1", "uno")
            .file("f2", "")
            .file(longName, "largo")
            .bytes();
    byte[] bytes =
        switch (compression) {
          case NONE -> tar;
          case GZIP -> Tars.gzip(tar);
          case ZSTD -> Tars.zstd(tar);
        };
    try (Archive archive = open(bytes)) {
      assertEquals(List.of("one/f1", "f2", longName), archive.names());
      assertEquals("uno", read(archive, "one/f1"));
      assertEquals("uno", read(archive, "./one//f1"));
      assertEquals("", read(archive, "f2"));
      assertEquals("largo", read(archive, longName));
      assertEquals(5, archive.sizeInBytes(longName));
      assertFalse(archive.has("f3"));
      assertThrows(BlobException.NotInArchive.class, () -> archive.open("f3"));
    }
  }

  @Test
  void follows_links_inside_itself() throws IOException {
    byte[] tar =
        new Tars()
            .file("real.tar", "layer")
            .symlink("x/layer.tar", "../real.tar")
            .symlink("y/layer.tar", "../x/layer.tar")
            .hardLink("z/layer.tar", "real.tar")
            .symlink("round", "round")
            .bytes();
    try (Archive archive = open(tar)) {
      assertEquals("layer", read(archive, "y/layer.tar"));
      assertEquals("layer", read(archive, "z/layer.tar"));
      assertFalse(archive.has("round"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../f", "/etc/passwd", "a/../../f", "a/../f", ".."})
  void with_a_name_that_leads_out_is_refused(String name) {
    byte[] tar = new Tars().file(name, "x").bytes();
    assertThrows(BlobException.UnsafeArchive.class, () -> open(tar));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../f", "/etc/passwd", "../../etc/passwd"})
  void with_a_link_that_leads_out_is_refused(String target) {
    byte[] tar = new Tars().symlink("link", target).bytes();
    assertThrows(BlobException.UnsafeArchive.class, () -> open(tar));
  }

  @Test
  void with_one_name_twice_is_refused() {
    byte[] tar = new Tars().file("manifest.json", "a").file("./manifest.json", "b").bytes();
    assertThrows(BlobException.UnsafeArchive.class, () -> open(tar));
  }

  @Test
  void that_breaks_off_is_refused() {
    byte[] tar = new Tars().file("f", new byte[5000]).bytes();
    assertThrows(BlobException.CorruptArchive.class, () -> open(Arrays.copyOf(tar, 3000)));
    assertThrows(BlobException.CorruptArchive.class, () -> open(new byte[0]));
    assertThrows(
        BlobException.CorruptArchive.class, () -> open("no tar at all".repeat(100).getBytes()));
  }

  @Test
  void whose_header_claims_gigabytes_for_a_name_is_refused_without_reading_them()
      throws IOException {
    // A GNU long name of 3 GiB, as a hole in the file.
    byte[] header = new Tars().file("././@LongLink", "").bytes();
    byte[] size = "30000000000\0".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(size, 0, header, 124, size.length);
    header[156] = 'L';
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += header[i] & 0xff;
    }
    byte[] check = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(check, 0, header, 148, check.length);
    Path path = folder.resolve("holes.tar");
    try (var file =
        Files.newByteChannel(
            path,
            java.nio.file.StandardOpenOption.CREATE_NEW,
            java.nio.file.StandardOpenOption.SPARSE,
            java.nio.file.StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(header, 0, 512));
      file.position(4L << 30).write(ByteBuffer.allocate(1));
    }
    assertThrows(BlobException.CorruptArchive.class, () -> Archive.open(path, Limits.USUAL));
  }

  @Test
  void that_is_compressed_leaves_no_copy_even_while_it_is_open() throws IOException {
    byte[] content = {1, 2, 3};
    try (Archive archive = open(Tars.gzip(new Tars().file("f", content).bytes()));
        InputStream bytes = archive.open("f");
        var open = Files.list(Path.of("/proc/self/fd"))) {
      assertArrayEquals(content, bytes.readAllBytes());
      List<String> copies =
          open.map(ArchiveTest::target)
              .filter(name -> name.matches(".*/capas-[0-9]+\\.tar.*"))
              .toList();
      assertEquals(1, copies.size());
      assertTrue(copies.getFirst().endsWith("(deleted)"), copies.toString());
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
