package capas.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever takes the uncompressed bytes of a layer while they come. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LayerSinkTest {

  @TempDir Path folder;
  private final Taken taken = new Taken();

  private static final class Taken implements LayerSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int begun;
    private RuntimeException refusal;

    @Override
    public void begin() {
      begun++;
      bytes.reset();
    }

    @Override
    public void take(byte[] piece, int from, int length) {
      if (refusal != null) {
        throw refusal;
      }
      bytes.write(piece, from, length);
    }
  }

  private Partial resume() {
    return BlobDirectory.in(folder).resume(PartialTest.PROMISE, Limits.USUAL, Progress.NONE, taken);
  }

  private static void append(Partial partial, int upTo) {
    int offset = (int) partial.offsetInBytes();
    partial.append(PartialTest.BYTES, offset, upTo - offset);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void sees_every_byte_once_though_the_download_was_cut() throws IOException {
    try (Partial partial = resume()) {
      append(partial, 300_000);
    }
    try (Partial partial = resume()) {
      append(partial, PartialTest.BYTES.length);
      assertEquals(new DiffId(Digest.of(PartialTest.TAR)), partial.finishUnnamed().diffId());
    }
    assertEquals(2, taken.begun);
    assertArrayEquals(PartialTest.TAR, taken.bytes.toByteArray());
  }

  @Test
  void begins_again_with_the_sender() {
    try (Partial partial = resume()) {
      append(partial, 300_000);
      partial.restart();
      append(partial, PartialTest.BYTES.length);
      partial.finishUnnamed();
    }
    assertArrayEquals(PartialTest.TAR, taken.bytes.toByteArray());
  }

  @Test
  void leaves_the_bytes_for_another_try_until_they_are_forgotten() throws IOException {
    try (Partial partial = resume()) {
      append(partial, PartialTest.BYTES.length);
      partial.finishUnnamed();
    }
    try (Partial partial = resume()) {
      assertEquals(PartialTest.BYTES.length, partial.offsetInBytes());
      partial.finishUnnamed();
    }
    assertArrayEquals(PartialTest.TAR, taken.bytes.toByteArray());
    BlobDirectory.in(folder).forget(PartialTest.PROMISE.digest());
    assertEquals(List.of(), files());
  }

  @Test
  void is_heard_when_it_refuses_only_after_the_digest() throws IOException {
    taken.refusal = new IllegalArgumentException("no tar");
    try (Partial partial = resume()) {
      append(partial, PartialTest.BYTES.length);
      assertSame(taken.refusal, assertThrows(RuntimeException.class, partial::finishUnnamed));
    }
    try (Partial partial = resume()) {
      byte[] others = PartialTest.BYTES.clone();
      others[others.length - 1] ^= 1;
      partial.append(others, 0, others.length);
      assertThrows(BlobException.DigestMismatch.class, partial::finishUnnamed);
    }
    assertEquals(List.of(), files());
  }
}
