package capas.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CompressionTest {

  private static final byte[] TAR = Tars.of(300_000, 1);

  private static byte[] compress(Compression compression, byte[] plain) {
    return switch (compression) {
      case NONE -> plain;
      case GZIP -> Tars.gzip(plain);
      case ZSTD -> Tars.zstd(plain);
    };
  }

  private static byte[] expand(byte[] bytes) throws IOException {
    // As from a network: a few bytes at a time, and nobody says how many come.
    InputStream slow =
        new FilterInputStream(new ByteArrayInputStream(bytes)) {
          @Override
          public int read(byte[] into, int from, int length) throws IOException {
            return super.read(into, from, Math.min(length, 1000));
          }

          @Override
          public int available() {
            return 0;
          }
        };
    try (InputStream plain = Compression.open(Digest.of(bytes), slow, Limits.USUAL)) {
      return plain.readAllBytes();
    }
  }

  @ParameterizedTest
  @EnumSource
  void is_told_by_the_first_bytes(Compression compression) {
    byte[] bytes = compress(compression, TAR);
    assertEquals(compression, Compression.ofFirst(bytes, bytes.length));
  }

  @ParameterizedTest
  @EnumSource
  void gives_the_same_bytes_back(Compression compression) throws IOException {
    assertArrayEquals(TAR, expand(compress(compression, TAR)));
  }

  @ParameterizedTest
  @EnumSource
  void may_come_in_several_pieces(Compression compression) throws IOException {
    byte[] first = Arrays.copyOf(TAR, 1000);
    byte[] rest = Arrays.copyOfRange(TAR, 1000, TAR.length);
    byte[] nothing = compression == Compression.NONE ? new byte[0] : compress(compression, first);
    byte[] bytes = Tars.join(compress(compression, first), compress(compression, rest), nothing);
    byte[] expected = nothing.length == 0 ? TAR : Tars.join(TAR, first);
    assertArrayEquals(expected, expand(bytes));
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void of_nothing_is_nothing(Compression compression) throws IOException {
    assertEquals(0, expand(compress(compression, new byte[0])).length);
    assertEquals(0, expand(new byte[0]).length);
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void that_breaks_off_anywhere_is_refused(Compression compression) {
    byte[] bytes = compress(compression, Tars.of(2000, 2));
    for (int length = Compression.MAGIC_BYTES; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(BlobException.CorruptCompression.class, () -> expand(cut), "at " + length);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void followed_by_other_bytes_is_refused(Compression compression) {
    byte[] bytes = Tars.join(compress(compression, TAR), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    assertThrows(BlobException.CorruptCompression.class, () -> expand(bytes));
  }

  @Test
  void gzip_with_a_wrong_checksum_is_refused() {
    byte[] bytes = Tars.gzip(TAR);
    bytes[bytes.length - 6] ^= 1;
    assertThrows(BlobException.CorruptCompression.class, () -> expand(bytes));
  }

  @Test
  void gzip_may_have_a_name_a_comment_and_extra_fields() throws IOException {
    GzipParameters parameters = new GzipParameters();
    parameters.setFileName("layer.tar");
    parameters.setComment("by hand");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var gzip = new GzipCompressorOutputStream(out, parameters)) {
      gzip.write(TAR);
    }
    assertArrayEquals(TAR, expand(out.toByteArray()));

    byte[] plain = Tars.gzip(TAR);
    byte[] header = {0x1f, (byte) 0x8b, 8, 4 | 2, 0, 0, 0, 0, 0, 3, 5, 0, 1, 2, 3, 4, 5};
    CRC32 crc = new CRC32();
    crc.update(header);
    byte[] check = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
    byte[] body = Arrays.copyOfRange(plain, 10, plain.length);
    assertArrayEquals(TAR, expand(Tars.join(header, check, body)));
  }

  @Test
  void zstd_frames_to_be_skipped_are_skipped() throws IOException {
    byte[] skipped = {0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 7, 7, 7};
    assertArrayEquals(TAR, expand(Tars.join(skipped, Tars.zstd(TAR), skipped)));
  }

  @Test
  void zstd_that_wants_a_window_of_gigabytes_is_refused() {
    // Frame header: no content size, window descriptor 2^31.
    byte[] bytes = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) (21 << 3), 1, 0, 0};
    assertThrows(BlobException.CorruptCompression.class, () -> expand(bytes));
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void that_grows_beyond_the_limits_is_stopped_there(Compression compression) throws IOException {
    byte[] bytes = compress(compression, new byte[50_000_000]);
    Limits small = new Limits(10_000_000, Long.MAX_VALUE, Long.MAX_VALUE);
    Limits flat = new Limits(Long.MAX_VALUE, 100, 1_000_000);
    for (Limits limits : new Limits[] {small, flat}) {
      try (InputStream plain = Compression.open("it", new ByteArrayInputStream(bytes), limits)) {
        assertThrows(
            BlobException.DecompressionBomb.class,
            () -> plain.transferTo(java.io.OutputStream.nullOutputStream()));
      }
    }
  }
}
