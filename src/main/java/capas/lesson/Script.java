package capas.lesson;

import capas.words.Language;
import java.util.stream.Collectors;

/** A lesson as a script for JShell, for showing it live: the prose is in comments. */
final class Script {

  private Script() {}

  static String of(Lesson lesson, Language language) {
    return lesson.parts().stream()
        .map(part ->
            switch (part) {
              case Lesson.Prose prose -> comment(prose.in(language));
              case Lesson.Code code -> code.in(language) + "\n";
            })
        .collect(Collectors.joining("\n"));
  }

  private static String comment(String prose) {
    return prose.lines().map(line -> ("// " + line).strip() + "\n").collect(Collectors.joining());
  }
}
