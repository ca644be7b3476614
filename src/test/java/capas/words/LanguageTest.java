package capas.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LanguageTest {

  @ParameterizedTest
  @CsvSource({
    "es_ES.UTF-8,ES",
    "es_MX,ES",
    "en_US.UTF-8,EN",
    "de_DE.UTF-8,EN",
    "C,ES",
    "C.UTF-8,ES",
    "POSIX,ES",
    "'',ES",
  })
  void follows_the_locale_and_is_spanish_where_nothing_is_said(String lang, Language expected) {
    assertEquals(expected, Language.of(Map.of("LANG", lang)));
  }

  @ParameterizedTest
  @CsvSource({"en,es_ES.UTF-8,es_ES.UTF-8,EN", "'',en_US.UTF-8,es_ES.UTF-8,EN", "'','',es,ES"})
  void asks_CAPAS_LANG_first_and_LC_ALL_before_LANG(
      String choice, String all, String lang, Language expected) {
    assertEquals(expected, Language.of(Map.of("CAPAS_LANG", choice, "LC_ALL", all, "LANG", lang)));
  }
}
