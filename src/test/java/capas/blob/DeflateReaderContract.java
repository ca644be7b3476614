package capas.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.blob.Expander.FormatException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for whoever decompresses. */
@DisplayNameGeneration(ReplaceUnderscores.class)
abstract class DeflateReaderContract {

  private static final byte[] PLAIN = Tars.join(Tars.of(900_000, 5), new byte[2_000_000]);

  private DeflateReader reader;

  abstract DeflateReader open();

  @BeforeEach
  void open_it() {
    reader = open();
  }

  @AfterEach
  void close_it() {
    reader.close();
  }

  static byte[] deflate(byte[] plain, int level, int strategy) {
    Deflater deflater = new Deflater(level, true);
    deflater.setStrategy(strategy);
    deflater.setInput(plain);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] piece = new byte[1 << 16];
    while (!deflater.finished()) {
      out.write(piece, 0, deflater.deflate(piece));
    }
    deflater.end();
    return out.toByteArray();
  }

  private static byte[] deflate(byte[] plain) {
    return deflate(plain, 6, Deflater.DEFAULT_STRATEGY);
  }

  /** All that comes out of the input, which is given in pieces of up to so many bytes. */
  static byte[] read(DeflateReader reader, byte[] input, int most, Random chance)
      throws FormatException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] piece = new byte[400_000];
    reader.begin();
    for (int at = 0; at < input.length && !reader.ended(); ) {
      int given = Math.min(1 + chance.nextInt(most), input.length - at);
      reader.give(input, at, given);
      int room = 1 + chance.nextInt(piece.length - 7);
      for (int count = reader.take(piece, 7, room);
          count > 0;
          count = reader.take(piece, 7, room)) {
        out.write(piece, 7, count);
      }
      at += given - reader.left();
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1000, 100_000, 3_000_000})
  void gives_the_same_bytes_back_whatever_comes_at_once(int most) throws FormatException {
    byte[] input = deflate(most == 1 ? Arrays.copyOf(PLAIN, 50_000) : PLAIN);
    byte[] expected = most == 1 ? Arrays.copyOf(PLAIN, 50_000) : PLAIN;
    assertArrayEquals(expected, read(reader, input, most, new Random(most)));
    assertTrue(reader.ended());
  }

  @Test
  void knows_every_kind_of_block() throws FormatException {
    for (int level : new int[] {0, 1, 6, 9}) {
      for (int strategy : new int[] {Deflater.DEFAULT_STRATEGY, Deflater.HUFFMAN_ONLY}) {
        byte[] input = deflate(PLAIN, level, strategy);
        assertArrayEquals(PLAIN, read(reader, input, 70_000, new Random(level)));
        assertTrue(reader.ended(), level + ", " + strategy);
      }
    }
  }

  @Test
  void leaves_what_stands_behind_the_stream() throws FormatException {
    byte[] stream = deflate(Arrays.copyOf(PLAIN, 3000));
    for (int behind = 0; behind < 40; behind++) {
      reader.begin();
      reader.give(Tars.join(stream, new byte[behind]), 0, stream.length + behind);
      byte[] into = new byte[4000];
      int count = 0;
      while (!reader.ended()) {
        count += reader.take(into, count, into.length - count);
      }
      assertEquals(3000, count);
      assertEquals(behind, reader.left());
      assertEquals(0, reader.take(into, 0, into.length));
    }
  }

  @Test
  void reads_a_second_stream_as_if_there_had_been_none() throws FormatException {
    read(reader, deflate(PLAIN), 1000, new Random(1));
    byte[] small = Arrays.copyOf(PLAIN, 5000);
    assertArrayEquals(small, read(reader, deflate(small), 100, new Random(1)));
  }

  @Test
  void does_not_take_a_cut_stream_for_a_whole_one() throws FormatException {
    byte[] stream = deflate(Arrays.copyOf(PLAIN, 2000));
    for (int length = 0; length < stream.length; length++) {
      read(reader, Arrays.copyOf(stream, length), 100, new Random(length));
      assertFalse(reader.ended(), "at " + length);
    }
  }

  @Test
  void refuses_a_block_of_no_kind() {
    assertThrows(FormatException.class, () -> read(reader, new byte[] {7, 0, 0}, 9, new Random(1)));
  }

  @Test
  void refuses_a_distance_to_before_the_beginning() {
    // Fixed codes; length 3, distance 1, and nothing was written yet.
    byte[] stream = {0x03, 0x02, 0, 0, 0, 0, 0, 0, 0, 0};
    assertThrows(FormatException.class, () -> read(reader, stream, 20, new Random(1)));
  }
}
