package capas.lesson;

import capas.words.Language;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The folder {@code notebooks/}: sources in {@code lessons/}, what is woven in {@code es/} and
 * {@code en/}.
 */
public final class LessonFolder {

  private final Path notebooks;
  private final List<Lesson> lessons;

  private LessonFolder(Path notebooks, List<Lesson> lessons) {
    this.notebooks = notebooks;
    this.lessons = List.copyOf(lessons);
  }

  /**
   * Reads all sources, in the order of their names.
   *
   * @throws LessonException if one of them is no lesson or cannot be read
   */
  public static LessonFolder open(Path notebooks) {
    Path sources = notebooks.resolve("lessons");
    List<Path> files = new ArrayList<>();
    List<Lesson> lessons = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(sources, "[0-9][0-9]-*.md")) {
      found.forEach(files::add);
      for (Path file : files.stream().sorted().toList()) {
        lessons.add(Lesson.parse(file.getFileName().toString(), Files.readString(file)));
      }
    } catch (IOException e) {
      throw new LessonException.Unreadable(sources.toString(), e.toString());
    }
    return new LessonFolder(notebooks, lessons);
  }

  public List<Lesson> lessons() {
    return lessons;
  }

  /**
   * The lesson that is called so: {@code 1}, {@code 01} or {@code 01-overlayfs}.
   *
   * @throws LessonException.NoSuchLesson telling those that exist
   */
  public Lesson find(String asked) {
    return lessons.stream()
        .filter(lesson -> lesson.name().equals(asked) || sameNumber(lesson.name(), asked))
        .findFirst()
        .orElseThrow(() -> new LessonException.NoSuchLesson(asked, names()));
  }

  private static boolean sameNumber(String name, String asked) {
    return asked.matches("\\d{1,2}")
        && Integer.parseInt(asked) == Integer.parseInt(name.substring(0, 2));
  }

  private String names() {
    return lessons.stream().map(Lesson::name).collect(Collectors.joining(", "));
  }

  /** This lesson in this language, linked to its neighbours. */
  public Woven weave(Lesson lesson, Language language) {
    int place = lessons.indexOf(lesson);
    return new Woven(
        lesson,
        language,
        new Weaver(language).weave(lesson, neighbour(place - 1), neighbour(place + 1)));
  }

  private Optional<Lesson> neighbour(int place) {
    return place < 0 || place >= lessons.size()
        ? Optional.empty()
        : Optional.of(lessons.get(place));
  }

  /** Where the notebook of this lesson lies for readers, {@code es/01-overlayfs.ipynb}. */
  public Path notebookOf(Woven woven) {
    return fileOf(woven, ".ipynb");
  }

  /** Where its script lies. */
  public Path scriptOf(Woven woven) {
    return fileOf(woven, ".jsh");
  }

  private Path fileOf(Woven woven, String ending) {
    return notebooks.resolve(woven.language().code()).resolve(woven.name() + ending);
  }

  /** Writes notebook and script to their places. */
  public void write(Woven woven) {
    Path notebook = notebookOf(woven);
    try {
      Files.createDirectories(notebook.getParent());
      Files.writeString(notebook, woven.notebook());
      Files.writeString(scriptOf(woven), woven.script());
    } catch (IOException e) {
      throw new LessonException.Unreadable(notebook.toString(), e.toString());
    }
  }
}
