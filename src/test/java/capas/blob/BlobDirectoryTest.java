package capas.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.Parts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BlobDirectoryTest {

  private static final byte[] TAR = Tars.of(400_000, 3);
  private static final byte[] GZIP = Tars.gzip(TAR);
  private static final Descriptor PROMISE = Descriptor.of(MediaType.OCI_LAYER_GZIP, GZIP);

  @TempDir Path folder;

  private Blob put(Descriptor promise, byte[] bytes) throws IOException {
    return BlobDirectory.in(folder)
        .put(promise, new ByteArrayInputStream(bytes), Limits.USUAL, Progress.NONE);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void keeps_the_bytes_under_their_digest() throws IOException {
    Blob blob = put(PROMISE, GZIP);
    assertEquals(folder.resolve("blobs/sha256").resolve(Digest.of(GZIP).hex()), blob.path());
    assertArrayEquals(GZIP, Files.readAllBytes(blob.path()));
    assertEquals(List.of(blob.path()), files());
    assertFalse(Files.exists(folder.resolve(".capas")));
    assertEquals(
        "rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(blob.path())));
  }

  @ParameterizedTest
  @EnumSource
  void learns_the_diff_id_in_the_same_pass(Compression compression) throws IOException {
    byte[] bytes =
        switch (compression) {
          case NONE -> TAR;
          case GZIP -> GZIP;
          case ZSTD -> Tars.zstd(TAR);
        };
    // The type says gzip each time: what counts are the bytes.
    Blob blob = put(Descriptor.of(MediaType.OCI_LAYER_GZIP, bytes), bytes);
    Uncompressed expected = new Uncompressed(new DiffId(Digest.of(TAR)), TAR.length, compression);
    assertEquals(Optional.of(expected), blob.uncompressed());
    assertEquals(expected, blob.decompress(Limits.USUAL));
  }

  @Test
  void does_not_look_inside_what_is_no_layer() throws IOException {
    Blob blob = put(Descriptor.of(MediaType.OCI_CONFIG, GZIP), GZIP);
    assertEquals(Optional.empty(), blob.diffId());
  }

  @Test
  void keeps_bytes_that_are_named_by_sha512() throws IOException {
    Digest digest = Digest.of(HashAlgorithm.SHA512, GZIP);
    Blob blob = put(Descriptor.of(MediaType.OCI_LAYER_GZIP, digest, GZIP.length), GZIP);
    assertEquals(folder.resolve("blobs/sha512").resolve(digest.hex()), blob.path());
    assertEquals(Optional.of(new DiffId(Digest.of(TAR))), blob.diffId());
  }

  @Test
  void refuses_other_bytes_and_keeps_none() throws IOException {
    byte[] other = GZIP.clone();
    other[other.length / 2] ^= 1;
    var refusal = assertThrows(BlobException.DigestMismatch.class, () -> put(PROMISE, other));
    assertEquals(PROMISE.digest(), refusal.expected());
    assertEquals(Digest.of(other), refusal.actual());
    assertEquals(List.of(), files());
  }

  @Test
  void refuses_too_few_bytes() throws IOException {
    byte[] few = Arrays.copyOf(GZIP, GZIP.length - 1);
    var refusal = assertThrows(BlobException.SizeMismatch.class, () -> put(PROMISE, few));
    assertEquals(GZIP.length - 1, refusal.actualInBytes());
    assertEquals(List.of(), files());
  }

  @Test
  void stops_reading_a_stream_without_end() throws IOException {
    long[] given = {0};
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            given[0]++;
            return 'x';
          }
        };
    assertThrows(
        BlobException.SizeMismatch.class,
        () -> BlobDirectory.in(folder).put(PROMISE, endless, Limits.USUAL, Progress.NONE));
    assertEquals(GZIP.length + 1, given[0]);
    assertEquals(List.of(), files());
  }

  @Test
  void refuses_a_bomb_before_it_went_off() throws IOException {
    byte[] bomb = Tars.gzip(new byte[40_000_000]);
    Limits limits = new Limits(1 << 20, 1000, 1 << 20);
    Descriptor promise = Descriptor.of(MediaType.OCI_LAYER_GZIP, bomb);
    assertThrows(
        BlobException.DecompressionBomb.class,
        () ->
            BlobDirectory.in(folder)
                .put(promise, new ByteArrayInputStream(bomb), limits, Progress.NONE));
    assertEquals(List.of(), files());
  }

  @Test
  void refuses_a_layer_that_was_broken_when_it_was_named() throws IOException {
    byte[] broken = Arrays.copyOf(GZIP, GZIP.length - 4);
    Descriptor promise = Descriptor.of(MediaType.OCI_LAYER_GZIP, broken);
    assertThrows(BlobException.CorruptCompression.class, () -> put(promise, broken));
    assertEquals(List.of(), files());
  }

  @Test
  void leaves_nothing_when_the_stream_fails() throws IOException {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("reset by peer");
          }
        };
    assertThrows(
        IOException.class,
        () -> BlobDirectory.in(folder).put(PROMISE, failing, Limits.USUAL, Progress.NONE));
    assertEquals(List.of(), files());
  }

  @Test
  void tells_how_far_it_is() throws IOException {
    List<Long> told = new ArrayList<>();
    BlobDirectory.in(folder)
        .put(
            PROMISE,
            new ByteArrayInputStream(GZIP),
            Limits.USUAL,
            (descriptor, done) -> told.add(done));
    assertEquals(told.stream().sorted().toList(), told);
    assertEquals(GZIP.length, told.getLast());
  }

  @Test
  void finds_what_it_has_and_hashes_it_again() throws IOException {
    BlobDirectory blobs = BlobDirectory.in(folder);
    assertTrue(blobs.find(PROMISE).isEmpty());
    Blob blob = put(PROMISE, GZIP);
    assertEquals(blob.path(), blobs.find(PROMISE).orElseThrow().path());
    byte[] damaged = GZIP.clone();
    damaged[0] ^= 1;
    Files.write(blob.path(), damaged);
    assertThrows(BlobException.DigestMismatch.class, () -> blobs.find(PROMISE));
    Files.write(blob.path(), new byte[3]);
    assertThrows(BlobException.SizeMismatch.class, () -> blobs.find(PROMISE));
    put(PROMISE, GZIP);
    assertTrue(blobs.find(PROMISE).isPresent());
  }

  @Test
  void says_so_when_the_folder_cannot_be_written() throws IOException {
    Files.writeString(folder.resolve("blobs"), "a file in the way");
    assertThrows(BlobException.class, () -> put(PROMISE, GZIP));
    Path file = folder.resolve("blobs");
    assertThrows(
        BlobException.NotWritable.class,
        () -> BlobDirectory.in(file).put(MediaType.OCI_CONFIG, new byte[1]));
  }

  @Test
  void says_so_when_the_disk_is_full_and_leaves_nothing() throws Exception {
    Parts.need("root", "util-linux; run as root", () -> mounts("tmpfs", "size=2m"));
    try {
      byte[] big = new byte[3 << 20];
      Descriptor promise = Descriptor.of(MediaType.OCI_CONFIG, big);
      assertThrows(BlobException.DiskFull.class, () -> put(promise, big));
      assertEquals(List.of(), files());

      // Full in the middle: another writer takes the space that was free at the start.
      byte[] fits = new byte[1 << 20];
      Descriptor second = Descriptor.of(MediaType.OCI_CONFIG, fits);
      try (Partial partial =
          BlobDirectory.in(folder)
              .resume(second, Limits.USUAL, Progress.NONE, BlobDirectory.Depth.INSIDE)) {
        Files.write(folder.resolve("other"), new byte[(2 << 20) - (64 << 10)]);
        assertThrows(BlobException.DiskFull.class, () -> partial.append(fits, 0, fits.length));
      }
      assertEquals(List.of(folder.resolve("other")), files());
    } finally {
      new ProcessBuilder("umount", folder.toString()).start().waitFor();
    }
  }

  private boolean mounts(String type, String options) {
    try {
      return new ProcessBuilder("mount", "-t", type, "-o", options, "none", folder.toString())
              .start()
              .waitFor()
          == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }
}
