package capas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed, and what is answered where nothing is run. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WordsTest {

  private static final Path SCRIPT = Path.of("capas").toAbsolutePath();
  private static final List<String> VERBS =
      List.of(
          "run",
          "lab",
          "jshell",
          "pull",
          "walk",
          "registry",
          "box",
          "hub",
          "doctor",
          "test",
          "weave",
          "bench",
          "help");

  @ParameterizedTest
  @ValueSource(strings = {"es", "en"})
  void the_help_fits_one_screen(String language) {
    List<String> lines = Typed.in(language, "help").out().lines().toList();
    assertTrue(lines.size() <= 24, lines.size() + " lines");
    for (String line : lines) {
      assertTrue(line.length() <= 80, line);
    }
    for (String verb : List.of("run", "lab", "jshell", "box", "hub", "doctor", "test", "help")) {
      assertTrue(String.join("\n", lines).contains("./capas " + verb), verb);
    }
  }

  @Test
  void nothing_at_all_shows_the_help() {
    assertEquals(Typed.capas("help").out(), Typed.capas().out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"es", "en"})
  void every_verb_has_a_page_in_both_languages(String language) {
    for (String verb : VERBS) {
      Typed typed = Typed.in(language, "help", verb);
      assertEquals(0, typed.code(), typed.all());
      assertTrue(typed.out().startsWith("./capas " + verb), typed.out());
      for (String line : typed.out().lines().toList()) {
        assertTrue(line.length() <= 80, line);
      }
    }
    assertEquals(
        Typed.in(language, "help", "run").out(), Typed.in(language, "run", "--help").out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rum | 2 | ./capas run",
        "xyzzy | 2 | ./capas help",
        "--colour | 2 | --colour",
        "help rum | 1 | ./capas help",
        "run --lang fr | 2 | --lang",
        "run --lang | 2 | --lang",
        "run --lang es --lang en | 2 | --lang",
        "run --lan es | 2 | --lan",
        "pull | 2 | ./capas help pull",
        "pull httpd | 2 | ./capas pull httpd --to",
        "pull httpd --to a --root b | 2 | ./capas pull httpd --to",
        "pull httpd --to a --runroot b | 2 | --runroot",
        "pull httpd --root a --digests-only | 2 | --digests-only",
        "bench | 2 | ./capas help bench",
        "wlak | 2 | ./capas walk",
        "hub stop now | 2 | stop",
        "run --timeout soon | 2 | --timeout",
        "run --colour | 2 | --colour",
        "doctor me | 2 | me",
        "run 77 | 1 | 77",
        "run nowhere.ipynb | 1 | nowhere.ipynb",
        "lab --port 99999 | 1 | 99999",
        "hub studens | 2 | studens",
        "hub students | 2 | students",
        "hub --disk much | 2 | --disk",
        "hub --listen classroom | 1 | --listen",
        "hub --listen 0.0.0.0 | 1 | 0.0.0.0",
        "hub --listen :: --certificate class.crt | 2 | --key",
      })
  void a_wrong_word_is_answered_with_three_sentences(String words, int code, String said) {
    for (String language : List.of("es", "en")) {
      Typed typed = Typed.in(language, words.split(" "));
      assertEquals(code, typed.code(), typed.all());
      List<String> lines = typed.err().lines().toList();
      assertEquals(3, lines.size(), typed.err());
      assertTrue(lines.get(1).strip().startsWith(language.equals("es") ? "Por qué:" : "Why:"));
      assertTrue(lines.get(2).strip().startsWith(language.equals("es") ? "Qué hacer:" : "Next:"));
      assertTrue(typed.err().contains(said), typed.err());
      assertFalse(typed.all().contains("\tat "), typed.all());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "es_ES.UTF-8, en_GB.UTF-8, Idioma",
    "en_GB.UTF-8, es_ES.UTF-8, Language",
    "de_DE.UTF-8, C, Language",
    "C, C, Idioma",
    "POSIX, '', Idioma",
    "'', '', Idioma",
    "C.UTF-8, en_GB.UTF-8, Language",
    "C, es_MX, Idioma",
  })
  void the_locale_chooses_the_language(String all, String lang, String said) {
    Map<String, String> locale =
        Map.of("CAPAS_LANG", "", "LC_ALL", all, "LC_MESSAGES", "", "LANG", lang);
    Typed typed = Typed.with(locale, SCRIPT, "help");
    assertTrue(typed.out().contains("\n" + said + ":"), typed.all());
  }

  @Test
  void the_version_is_told() {
    assertTrue(Typed.capas("--version").out().matches("capas \\d.*\\n"));
  }

  @Test
  void accents_arrive_even_where_the_locale_has_none() {
    Typed typed = Typed.with(Map.of("LC_ALL", "C", "CAPAS_LANG", "es"), SCRIPT, "help");
    assertTrue(typed.out().contains("cómo"), typed.out());
  }
}
