package capas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SizeTest {

  private static final int MOST_LINES = 300;

  @Test
  void no_source_is_longer_than_a_student_reads() throws IOException {
    List<Path> sources;
    try (Stream<Path> tree = Files.walk(Path.of("src/main"))) {
      sources = tree.filter(path -> path.toString().matches(".*\\.(java|py|sh)")).toList();
    }
    assertFalse(sources.isEmpty());
    List<String> tooLong =
        sources.stream()
            .filter(path -> lines(path) > MOST_LINES)
            .map(path -> path + " has " + lines(path) + " lines")
            .toList();
    assertEquals(List.of(), tooLong);
  }

  private static long lines(Path path) {
    try (Stream<String> lines = Files.lines(path)) {
      return lines.count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
