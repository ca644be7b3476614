package capas.lesson;

import capas.words.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a lesson's source from top to bottom, once. */
final class LessonParser {

  private static final Pattern VOICE = Pattern.compile(":::\\s+(es|en)\\s*");
  private static final Pattern VOICE_END = Pattern.compile(":::\\s*");
  private static final Pattern CODE = Pattern.compile("```java((?:\\s+[a-z-]+)*)\\s*");
  private static final Pattern FENCE = Pattern.compile("(```|~~~).*");

  private final String file;
  private final List<String> lines;
  private final List<Lesson.Part> parts = new ArrayList<>();
  private int next;

  LessonParser(String file, String source) {
    this.file = file;
    this.lines = source.lines().toList();
  }

  Lesson parse() {
    while (next < lines.size()) {
      String line = lines.get(next);
      Matcher voice = VOICE.matcher(line);
      Matcher code = CODE.matcher(line);
      if (line.isBlank()) {
        next++;
      } else if (voice.matches()) {
        parts.add(prose(voice.group(1)));
      } else if (code.matches()) {
        parts.add(code(code.group(1).strip()));
      } else {
        throw new LessonException.NobodySays(file, next + 1, line.strip());
      }
    }
    Lesson lesson = new Lesson(file.replaceFirst("\\.md$", ""), parts);
    if (lesson.steps() > Lesson.MOST_STEPS) {
      throw new LessonException.TooManySteps(file, lesson.steps(), Lesson.MOST_STEPS);
    }
    return lesson;
  }

  private Lesson.Prose prose(String first) {
    int begin = next + 1;
    if (!first.equals(Language.ES.code())) {
      throw new LessonException.VoiceMissing(file, begin, Language.ES.code(), first);
    }
    String spanish = voice();
    while (next < lines.size() && lines.get(next).isBlank()) {
      next++;
    }
    Matcher second = VOICE.matcher(next < lines.size() ? lines.get(next) : "");
    if (!second.matches() || !second.group(1).equals(Language.EN.code())) {
      throw new LessonException.VoiceMissing(file, begin, Language.EN.code(), Language.ES.code());
    }
    int beginOfSecond = next + 1;
    String english = voice();
    if (parts.isEmpty()) {
      needTitle(spanish, Language.ES, begin);
      needTitle(english, Language.EN, beginOfSecond);
    }
    return new Lesson.Prose(spanish, english);
  }

  private void needTitle(String prose, Language language, int line) {
    if (!prose.startsWith("# ")) {
      throw new LessonException.NoTitle(file, line, language.code());
    }
  }

  /** The lines of the voice that begins at {@link #next}; a fenced block in it may hold colons. */
  private String voice() {
    int begin = next + 1;
    List<String> said = new ArrayList<>();
    boolean fenced = false;
    for (next++; next < lines.size(); next++) {
      String line = lines.get(next);
      if (!fenced && VOICE_END.matcher(line).matches()) {
        next++;
        return String.join("\n", said).strip();
      }
      if (!fenced && VOICE.matcher(line).matches()) {
        break;
      }
      fenced ^= FENCE.matcher(line).matches();
      said.add(line);
    }
    throw new LessonException.Unclosed(file, begin, ":::");
  }

  private Lesson.Code code(String tags) {
    int begin = next + 1;
    if (parts.isEmpty()) {
      throw new LessonException.CodeBeforeProse(file, begin);
    }
    List<String> typed = new ArrayList<>();
    for (next++; next < lines.size(); next++) {
      if (lines.get(next).strip().equals("```")) {
        next++;
        return new Lesson.Code(
            String.join("\n", typed).strip(),
            tags.isEmpty() ? List.of() : List.of(tags.split("\\s+")));
      }
      typed.add(lines.get(next));
    }
    throw new LessonException.Unclosed(file, begin, "```");
  }
}
