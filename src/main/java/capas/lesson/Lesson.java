package capas.lesson;

import capas.words.Language;
import java.util.List;

/**
 * A lesson as its author wrote it: prose in two voices and code, in reading order.
 *
 * @param name the file's name without its ending, such as {@code 01-overlayfs}
 */
public record Lesson(String name, List<Part> parts) {

  /** As many steps as a student follows in one sitting. */
  static final int MOST_STEPS = 15;

  public Lesson {
    parts = List.copyOf(parts);
  }

  /** One piece of a lesson: it becomes one cell of a notebook. */
  sealed interface Part {}

  /** What is said before or after a step, in both voices, as Markdown. */
  record Prose(String spanish, String english) implements Part {
    String in(Language language) {
      return switch (language) {
        case ES -> spanish;
        case EN -> english;
      };
    }
  }

  /**
   * What is run in one step.
   *
   * @param tags as Jupyter knows them: {@code raises-exception} for a step that fails on purpose
   */
  record Code(String source, List<String> tags) implements Part {
    Code {
      tags = List.copyOf(tags);
    }

    String in(Language language) {
      return source.replace("{{language}}", language.name());
    }
  }

  /**
   * Reads a lesson's source.
   *
   * @param file the name to be told where something is wrong, such as {@code 01-overlayfs.md}
   * @throws LessonException naming file and line, if this is no lesson
   */
  public static Lesson parse(String file, String source) {
    return new LessonParser(file, source).parse();
  }

  /** The heading that the lesson begins with. */
  public String title(Language language) {
    return parts.stream()
        .flatMap(part -> part instanceof Prose prose ? prose.in(language).lines() : null)
        .filter(line -> line.startsWith("# "))
        .findFirst()
        .map(line -> line.substring(2).strip())
        .orElseThrow();
  }

  long steps() {
    return parts.stream().filter(Code.class::isInstance).count();
  }
}
