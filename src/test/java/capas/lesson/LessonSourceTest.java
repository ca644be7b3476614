package capas.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.words.Language;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A source that is no lesson is refused, with the file and the line. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LessonSourceTest {

  private static final String BEGINNING =
      """
      ::: es
      # Uno
      :::
      ::: en
      # One
      :::
      """;

  @Test
  void keeps_prose_and_code_in_their_order() {
    Lesson lesson = Lesson.parse("01-a.md", BEGINNING + "```java\n1 + 1\n```\n");
    assertEquals(2, lesson.parts().size());
    assertEquals("Uno", lesson.title(Language.ES));
    assertEquals("One", lesson.title(Language.EN));
    assertEquals(1, lesson.steps());
  }

  @Test
  void without_the_english_voice() {
    refuses(LessonException.VoiceMissing.class, 1, "::: es\n# Uno\n:::\n\n```java\n1\n```\n");
  }

  @Test
  void without_the_spanish_voice() {
    refuses(LessonException.VoiceMissing.class, 7, BEGINNING + "::: en\nTwo.\n:::\n");
  }

  @Test
  void with_a_voice_that_does_not_end() {
    refuses(LessonException.Unclosed.class, 7, BEGINNING + "::: es\nDos.\n::: en\nTwo.\n:::\n");
  }

  @Test
  void with_code_that_does_not_end() {
    refuses(LessonException.Unclosed.class, 8, BEGINNING + "\n```java\n1 + 1\n");
  }

  @Test
  void with_code_before_prose() {
    refuses(LessonException.CodeBeforeProse.class, 2, "\n```java\n1\n```\n" + BEGINNING);
  }

  @Test
  void without_a_title() {
    refuses(LessonException.NoTitle.class, 4, BEGINNING.replace("# One", "One"));
  }

  @Test
  void with_text_outside_of_the_voices() {
    refuses(LessonException.NobodySays.class, 7, BEGINNING + "Who says this?\n");
  }

  @Test
  void with_more_steps_than_a_class_has_time_for() {
    Lesson.parse("01-a.md", BEGINNING + "```java\n1\n```\n".repeat(15));
    LessonException refusal =
        assertThrows(
            LessonException.TooManySteps.class,
            () -> Lesson.parse("01-a.md", BEGINNING + "```java\n1\n```\n".repeat(16)));
    assertTrue(refusal.what(Language.EN).contains("16"), refusal.getMessage());
  }

  private static void refuses(Class<? extends LessonException> how, int line, String source) {
    LessonException refusal = assertThrows(how, () -> Lesson.parse("01-a.md", source));
    for (Language language : Language.values()) {
      String what = refusal.what(language);
      assertTrue(what.contains("01-a.md") && what.contains(" " + line + ":"), what);
    }
  }
}
