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
              case Lesson.Code code -> showing(code.in(language)) + "\n";
            })
        .collect(Collectors.joining("\n"));
  }

  private static String comment(String prose) {
    return prose.lines().map(line -> ("// " + line).strip() + "\n").collect(Collectors.joining());
  }

  /**
   * The same code, with {@code println} around an expression at its end: a notebook shows its
   * value, but JShell is silent about what it reads from a file.
   */
  private static String showing(String source) {
    int begin = endOfStatements(source);
    String last = source.substring(begin).strip();
    if (last.isEmpty() || last.endsWith("}") || last.startsWith("//")) {
      return source;
    }
    String before = source.substring(0, begin).stripTrailing();
    return (before.isEmpty() ? "" : before + "\n") + "System.out.println(" + last + ");";
  }

  /** Just after the last semicolon that stands in no brackets and in no string. */
  private static int endOfStatements(String source) {
    int end = 0;
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '\\') {
        i++;
      } else if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if ("({[".indexOf(c) >= 0) {
        depth++;
      } else if (")}]".indexOf(c) >= 0) {
        depth--;
      } else if (c == ';' && depth == 0) {
        end = i + 1;
      }
    }
    return end;
  }
}
