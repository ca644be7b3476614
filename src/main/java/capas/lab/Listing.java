package capas.lab;

import capas.linux.FileStatus;
import capas.words.Teller;
import capas.words.Told;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code ls -al FOLDER/} shows, asked of the kernel.
 *
 * @param folder as a student names it, such as {@code merged}
 * @param lines {@code .} and {@code ..} first, then by name
 */
public record Listing(String folder, List<Line> lines) implements Told {

  /**
   * One name.
   *
   * @param target of a symbolic link
   */
  public record Line(String name, FileStatus status, Optional<String> target) {}

  public Listing {
    lines = List.copyOf(lines);
  }

  static Listing of(String folder, Path place) {
    List<Line> lines = new ArrayList<>();
    lines.add(line(".", place));
    lines.add(line("..", place.resolve("..")));
    try (Stream<Path> names = Files.list(place)) {
      names.sorted().forEach(name -> lines.add(line(name.getFileName().toString(), name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Listing(folder, lines);
  }

  private static Line line(String name, Path place) {
    FileStatus status = FileStatus.of(place);
    try {
      return new Line(
          name,
          status,
          status.type() == FileStatus.Type.SYMLINK
              ? Optional.of(Files.readSymbolicLink(place).toString())
              : Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code ls} counts as its total: blocks of 1024 bytes of all lines. */
  public long totalInKibibytes() {
    return lines.stream().mapToLong(line -> line.status().blocks()).sum() / 2;
  }

  @Override
  public String toString() {
    return Teller.told(this, "ls -al " + folder + "/");
  }
}
