package capas.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PartialTest {

  static final byte[] TAR = Tars.of(6_000_000, 4);
  static final byte[] BYTES = Tars.gzip(TAR);
  static final Descriptor PROMISE = Descriptor.of(MediaType.OCI_LAYER_GZIP, BYTES);

  @TempDir Path folder;

  static Partial resume(Path folder) {
    return BlobDirectory.in(folder)
        .resume(PROMISE, Limits.USUAL, Progress.NONE, BlobDirectory.Depth.INSIDE);
  }

  static Blob rest(Partial partial) {
    int offset = (int) partial.offsetInBytes();
    partial.append(BYTES, offset, BYTES.length - offset);
    return partial.finish();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }

  private void isWhole(Blob blob) throws IOException {
    assertArrayEquals(BYTES, Files.readAllBytes(blob.path()));
    assertEquals(Optional.of(new DiffId(Digest.of(TAR))), blob.diffId());
    assertEquals(List.of(blob.path()), files());
  }

  @Test
  void goes_on_where_it_was_left() throws IOException {
    try (Partial partial = resume(folder)) {
      assertEquals(0, partial.offsetInBytes());
      partial.append(BYTES, 0, 1000);
      partial.append(BYTES, 1000, 500);
      partial.append(BYTES, 1500, 200_000);
    }
    try (Partial partial = resume(folder)) {
      assertEquals(201_500, partial.offsetInBytes());
      isWhole(rest(partial));
    }
  }

  @Test
  void is_readable_by_its_owner_only() throws IOException {
    try (Partial partial = resume(folder)) {
      partial.append(BYTES, 0, 10);
      Path file = files().getFirst();
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      assertEquals(
          "rwx------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }
  }

  @Test
  void asked_to_finish_too_early_is_kept() throws IOException {
    try (Partial partial = resume(folder)) {
      partial.append(BYTES, 0, 10);
      assertThrows(BlobException.SizeMismatch.class, partial::finish);
    }
    try (Partial partial = resume(folder)) {
      assertEquals(10, partial.offsetInBytes());
    }
  }

  @Test
  void with_wrong_bytes_is_thrown_away_at_the_end() throws IOException {
    try (Partial partial = resume(folder)) {
      partial.append(new byte[5000], 0, 5000);
    }
    try (Partial partial = resume(folder)) {
      assertThrows(BlobException.DigestMismatch.class, () -> rest(partial));
    }
    assertEquals(List.of(), files());
    try (Partial partial = resume(folder)) {
      assertEquals(0, partial.offsetInBytes());
      isWhole(rest(partial));
    }
  }

  @Test
  void longer_than_promised_begins_again() throws IOException {
    try (Partial partial = resume(folder)) {
      partial.append(BYTES, 0, 10);
    }
    Files.write(files().getFirst(), new byte[BYTES.length + 1]);
    try (Partial partial = resume(folder)) {
      assertEquals(0, partial.offsetInBytes());
      isWhole(rest(partial));
    }
  }

  @Test
  void that_lacks_nothing_is_finished_without_a_byte() throws IOException {
    try (Partial partial = resume(folder)) {
      partial.append(BYTES, 0, BYTES.length);
    }
    try (Partial partial = resume(folder)) {
      isWhole(partial.finish());
    }
  }

  @Test
  void can_begin_again_where_the_sender_cannot_begin_in_the_middle() throws IOException {
    try (Partial partial = resume(folder)) {
      partial.append(BYTES, 0, 100_000);
      partial.restart();
      assertEquals(0, partial.offsetInBytes());
      isWhole(rest(partial));
    }
  }

  @Test
  void takes_nothing_more_once_it_is_closed() {
    Partial partial = resume(folder);
    rest(partial);
    assertThrows(BlobException.AlreadyClosed.class, () -> partial.append(BYTES, 0, 1));
    partial.discard();
    partial.close();
    assertTrue(BlobDirectory.in(folder).find(PROMISE).isPresent());
  }

  @Test
  void of_an_interrupted_thread_is_kept() throws IOException {
    Partial partial = resume(folder);
    partial.append(BYTES, 0, 1000);
    Thread.currentThread().interrupt();
    try {
      assertThrows(BlobException.Stopped.class, () -> partial.append(BYTES, 1000, 1000));
    } finally {
      assertTrue(Thread.interrupted());
    }
    try (Partial again = resume(folder)) {
      assertEquals(1000, again.offsetInBytes());
      isWhole(rest(again));
    }
  }

  @Test
  void written_twice_at_once_in_one_process_is_two_files() throws IOException {
    try (Partial first = resume(folder);
        Partial second = resume(folder)) {
      first.append(BYTES, 0, 500);
      assertEquals(0, second.offsetInBytes());
      rest(second);
      isWhole(rest(first));
    }
  }

  @Test
  void written_by_several_threads_at_once_ends_whole() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      Callable<Path> task =
          () -> {
            try (Partial partial = resume(folder)) {
              return rest(partial).path();
            }
          };
      List<Future<Path>> done = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        done.add(threads.submit(task));
      }
      for (Future<Path> path : done) {
        assertArrayEquals(BYTES, Files.readAllBytes(path.get()));
      }
    }
    assertEquals(1, files().size());
  }

  @Test
  void killed_at_any_moment_goes_on_and_ends_in_the_same_bytes() throws Exception {
    Random lot = new Random(5);
    boolean wentOn = false;
    for (int round = 0; round < 5; round++) {
      Process writer = Writer.start(folder, 100);
      long from = System.nanoTime();
      while (files().isEmpty() && writer.isAlive()) {
        Thread.sleep(5);
      }
      Thread.sleep(lot.nextInt(300));
      writer.destroyForcibly().waitFor();
      assertTrue(System.nanoTime() > from);
      assertFalse(BlobDirectory.in(folder).find(PROMISE).isPresent());
    }
    try (Partial partial = resume(folder)) {
      wentOn = partial.offsetInBytes() > 0;
      isWhole(rest(partial));
    }
    assertTrue(wentOn);
  }

  @Test
  void written_by_two_processes_at_once_ends_whole() throws Exception {
    List<Process> writers =
        List.of(Writer.start(folder, 1), Writer.start(folder, 1), Writer.start(folder, 1));
    for (Process writer : writers) {
      assertEquals(0, writer.waitFor(), new String(writer.getErrorStream().readAllBytes()));
    }
    assertTrue(BlobDirectory.in(folder).find(PROMISE).isPresent());
    assertEquals(1, files().size());
  }

  @Test
  void nobody_went_on_with_is_forgotten_after_a_while() throws IOException {
    Duration week = Duration.ofDays(7);
    Instant lately = Instant.now().minus(week).plusSeconds(60);
    Instant longAgo = Instant.now().minus(week).minusSeconds(60);
    BlobDirectory blobs = BlobDirectory.in(folder);
    try (Partial written = resume(folder)) {
      written.append(BYTES, 0, 1000);
      Files.setLastModifiedTime(files().getFirst(), FileTime.from(longAgo));
      blobs.forgetUnfinished(week);
      assertEquals(1, files().size(), "somebody writes it");
    }
    Path file = files().getFirst();
    Files.setLastModifiedTime(file, FileTime.from(lately));
    blobs.forgetUnfinished(week);
    assertEquals(List.of(file), files());
    Path other = Files.createFile(file.resolveSibling("work-0123456789abcdef.lock"));
    Files.setLastModifiedTime(other, FileTime.from(longAgo));
    Files.setLastModifiedTime(file, FileTime.from(longAgo));
    blobs.forgetUnfinished(week);
    assertEquals(List.of(other), files());
  }

  @Test
  void what_vanishes_while_old_files_are_looked_for_does_not_matter() throws IOException {
    try (Partial written = resume(folder)) {
      written.append(BYTES, 0, 1000);
    }
    Path old = files().getFirst();
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
    // A link to nothing is listed and has no time, as a file that is removed in between.
    for (int i = 0; i < 10; i++) {
      String name = "sha256-" + "0".repeat(64) + "." + "0".repeat(15) + i;
      Files.createSymbolicLink(old.resolveSibling(name), Path.of("nothing"));
    }
    BlobDirectory.in(folder).forgetUnfinished(Duration.ofDays(7));
    assertEquals(List.of(), files());
  }

  /** Writes the blob from another process, slowly. */
  static final class Writer {

    static Process start(Path folder, int millisecondsAPiece) throws IOException {
      return new ProcessBuilder(
              ProcessHandle.current().info().command().orElseThrow(),
              "-cp",
              System.getProperty("java.class.path"),
              Writer.class.getName(),
              folder.toString(),
              Integer.toString(millisecondsAPiece))
          .start();
    }

    public static void main(String[] arguments) throws InterruptedException {
      try (Partial partial = resume(Path.of(arguments[0]))) {
        while (partial.offsetInBytes() < BYTES.length) {
          int offset = (int) partial.offsetInBytes();
          partial.append(BYTES, offset, Math.min(20_000, BYTES.length - offset));
          Thread.sleep(Integer.parseInt(arguments[1]));
        }
        partial.finish();
      }
    }
  }
}
