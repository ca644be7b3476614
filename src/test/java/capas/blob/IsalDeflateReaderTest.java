package capas.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.Parts;
import capas.blob.Expander.FormatException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IsalDeflateReaderTest extends DeflateReaderContract {

  @BeforeAll
  static void need_it() {
    Parts.need("libisal.so.2", "libisal2", IsalDeflateReader::isHere);
  }

  @Override
  DeflateReader open() {
    return new IsalDeflateReader();
  }

  @Test
  void reads_damaged_streams_as_zlib_does_or_refuses_them() {
    byte[] plain = Tars.of(20_000, 3);
    byte[] whole = deflate(plain, 6, Deflater.DEFAULT_STRATEGY);
    int bothRead = 0;
    for (int seed = 0; seed < 5000; seed++) {
      Random chance = new Random(seed);
      byte[] damaged = whole.clone();
      for (int i = 0; i <= seed % 3; i++) {
        damaged[chance.nextInt(damaged.length)] ^= (byte) (1 << chance.nextInt(8));
      }
      Optional<byte[]> isal = tried(new IsalDeflateReader(), damaged, seed);
      Optional<byte[]> zlib = tried(new JdkDeflateReader(), damaged, seed);
      if (isal.isPresent() && zlib.isPresent()) {
        assertArrayEquals(zlib.get(), isal.get(), "seed " + seed);
        bothRead++;
      }
    }
    assertTrue(bothRead > 50, "only " + bothRead);
  }

  private static Optional<byte[]> tried(DeflateReader reader, byte[] stream, int seed) {
    try (reader) {
      byte[] read = read(reader, stream, 3000, new Random(seed));
      return reader.ended() ? Optional.of(read) : Optional.empty();
    } catch (FormatException refused) {
      return Optional.empty();
    }
  }

  @Test
  void survives_bytes_drawn_by_lot() {
    for (int seed = 0; seed < 5000; seed++) {
      byte[] any = new byte[1 + seed % 700];
      new Random(seed).nextBytes(any);
      Optional<byte[]> read = tried(new IsalDeflateReader(), any, seed);
      assertTrue(read.map(bytes -> bytes.length).orElse(0) < 1 << 20, Arrays.toString(any));
    }
  }
}
