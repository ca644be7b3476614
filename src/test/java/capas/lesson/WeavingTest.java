package capas.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.words.Language;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two small lessons, woven. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WeavingTest {

  @TempDir private Path notebooks;
  private LessonFolder folder;

  @BeforeEach
  void put_the_sources_there() throws IOException {
    Files.createDirectories(notebooks.resolve("lessons"));
    for (String name : List.of("01-sample.md", "02-sequel.md")) {
      Files.copy(
          Path.of("src/test/resources/capas/lesson", name),
          notebooks.resolve("lessons").resolve(name));
    }
    folder = LessonFolder.open(notebooks);
  }

  @Test
  void finds_a_lesson_by_number_or_name() {
    for (String asked : List.of("1", "01", "01-sample")) {
      assertEquals("01-sample", folder.find(asked).name());
    }
  }

  @Test
  void tells_which_lessons_there_are_when_asked_for_another() {
    LessonException refusal =
        assertThrows(LessonException.NoSuchLesson.class, () -> folder.find("3"));
    assertTrue(refusal.getMessage().contains("01-sample, 02-sequel"), refusal.getMessage());
  }

  @Test
  void each_language_reads_its_own_voice_and_runs_the_same_code() {
    String spanish = woven("1", Language.ES).notebook();
    String english = woven("1", Language.EN).notebook();
    assertTrue(spanish.contains("Predice antes") && !spanish.contains("Predict before"), spanish);
    assertTrue(english.contains("Predict before") && !english.contains("Predice antes"), english);
    assertTrue(spanish.contains("println(\\\"ES\\\")"), spanish);
    assertTrue(english.contains("println(\\\"EN\\\")"), english);
  }

  @Test
  void a_notebook_says_its_language_its_title_and_its_kernel() {
    JsonNode metadata = json(woven("1", Language.ES)).path("metadata");
    assertEquals("es", metadata.path("lang").asText());
    assertEquals("Sumar sin miedo", metadata.path("title").asText());
    assertEquals("java", metadata.path("kernelspec").path("name").asText());
  }

  @Test
  void a_step_that_fails_on_purpose_carries_the_tag_that_Jupyter_knows() {
    List<JsonNode> tagged =
        cells(woven("1", Language.ES)).stream()
            .filter(cell -> cell.at("/metadata/tags").isArray())
            .toList();
    assertEquals(1, tagged.size());
    assertEquals("raises-exception", tagged.getFirst().at("/metadata/tags/0").asText());
  }

  @Test
  void every_cell_has_an_id_of_its_own_and_the_same_every_time() {
    List<String> ids = ids(woven("1", Language.ES));
    assertEquals(ids.size(), ids.stream().distinct().count());
    assertEquals(ids, ids(woven("1", Language.EN)));
  }

  @Test
  void lessons_link_to_their_neighbours_and_to_the_other_language() {
    String first = woven("1", Language.ES).notebook();
    String second = woven("2", Language.EN).notebook();
    assertTrue(first.contains("[Restar](02-sequel.ipynb) →"), first);
    assertTrue(first.contains("[English](../en/01-sample.ipynb)"), first);
    assertTrue(second.contains("← [Adding without fear](01-sample.ipynb)"), second);
    assertFalse(first.contains("←"), first);
  }

  @Test
  void a_script_for_JShell_has_the_prose_in_comments() {
    assertEquals(
        """
        // # Restar

        System.out.println(1 - 1);
        """,
        woven("2", Language.ES).script());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "int x = 1; ! int x = 1;",
        "x + 1 ! System.out.println(x + 1);",
        "a(); b(\";\") ! a();/System.out.println(b(\";\"));",
        "b(() -> { c(); return d(); }) ! System.out.println(b(() -> { c(); return d(); }));",
        "void f() { c(); } ! void f() { c(); }",
      })
  void a_script_shows_what_a_notebook_would(String code, String typed) {
    String prose = "::: es\n# a\n:::\n::: en\n# a\n:::\n";
    Lesson lesson = Lesson.parse("01-a.md", prose + "```java\n" + code + "\n```\n");
    assertEquals("// # a\n\n" + typed.replace('/', '\n') + "\n", Script.of(lesson, Language.ES));
  }

  @Test
  void weaving_writes_both_files_where_readers_look() {
    Woven woven = woven("1", Language.EN);
    folder.write(woven);
    assertTrue(Files.exists(notebooks.resolve("en/01-sample.ipynb")));
    assertTrue(Files.exists(notebooks.resolve("en/01-sample.jsh")));
  }

  private Woven woven(String lesson, Language language) {
    return folder.weave(folder.find(lesson), language);
  }

  private static JsonNode json(Woven woven) {
    return NotebookJson.read(woven.notebook());
  }

  private static List<JsonNode> cells(Woven woven) {
    return StreamSupport.stream(json(woven).path("cells").spliterator(), false).toList();
  }

  private static List<String> ids(Woven woven) {
    return cells(woven).stream().map(cell -> cell.path("id").asText()).toList();
  }
}
