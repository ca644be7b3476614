package capas.lab;

import capas.words.Teller;
import capas.words.Told;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of an OCI layout, with their sizes. */
public record LayoutTree(List<Entry> files) implements Told {

  /** One file, from the layout's folder. */
  public record Entry(String name, long sizeInBytes) {}

  public LayoutTree {
    files = List.copyOf(files);
  }

  static LayoutTree of(Path layout) {
    try (Stream<Path> all = Files.walk(layout)) {
      return new LayoutTree(
          all.filter(Files::isRegularFile)
              .map(file -> new Entry(layout.relativize(file).toString(), file.toFile().length()))
              .filter(entry -> !entry.name().startsWith(".") && !entry.name().contains("/."))
              .sorted((a, b) -> a.name().compareTo(b.name()))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return Teller.told(this, files);
  }
}
