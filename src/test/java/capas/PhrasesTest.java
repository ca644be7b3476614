package capas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is said to a student is said in both languages. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PhrasesTest {

  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern HOLE = Pattern.compile("\\{\\d}");

  static List<Path> packages() {
    return find(RESOURCES, "phrases_(es|en)\\.properties").stream()
        .map(Path::getParent)
        .distinct()
        .sorted()
        .toList();
  }

  @Test
  void there_are_packages_that_speak() {
    assertTrue(packages().size() > 1, packages().toString());
  }

  @ParameterizedTest
  @MethodSource("packages")
  void both_languages_say_the_same_things(Path folder) {
    assertEquals(
        new TreeSet<>(phrases(folder, "es").stringPropertyNames()),
        new TreeSet<>(phrases(folder, "en").stringPropertyNames()));
  }

  @ParameterizedTest
  @MethodSource("packages")
  void both_languages_name_the_same_facts(Path folder) {
    Properties spanish = phrases(folder, "es");
    Properties english = phrases(folder, "en");
    for (String key : spanish.stringPropertyNames()) {
      assertEquals(
          holes(spanish.getProperty(key)),
          holes(english.getProperty(key, "")),
          folder + ": " + key);
    }
  }

  @ParameterizedTest
  @MethodSource("packages")
  void no_sentence_is_blank(Path folder) {
    for (String language : List.of("es", "en")) {
      phrases(folder, language)
          .forEach(
              (key, sentence) -> assertFalse(sentence.toString().isBlank(), folder + ": " + key));
    }
  }

  @ParameterizedTest
  @MethodSource("packages")
  void a_refusal_has_all_its_three_sentences(Path folder) {
    Properties spanish = phrases(folder, "es");
    for (String key : spanish.stringPropertyNames()) {
      if (key.endsWith(".why")) {
        String stem = key.substring(0, key.length() - ".why".length());
        assertTrue(spanish.containsKey(stem + ".what"), folder + ": " + stem + ".what");
        assertTrue(spanish.containsKey(stem + ".next"), folder + ": " + stem + ".next");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("packages")
  void no_sentence_is_left_that_nobody_says(Path folder) {
    String code =
        find(SOURCES.resolve(RESOURCES.relativize(folder)), ".*\\.java").stream()
            .map(PhrasesTest::read)
            .collect(Collectors.joining());
    List<String> silent =
        phrases(folder, "es").stringPropertyNames().stream()
            .filter(key -> !isNamed(key, code))
            .sorted()
            .toList();
    assertEquals(List.of(), silent, folder.toString());
  }

  /** A key stands in the code whole, without its last part, or cut where something is put in. */
  private static boolean isNamed(String key, String code) {
    String stem = key.replaceFirst("\\.(what|why|next)$", "");
    if (code.contains("\"" + key + "\"") || code.contains("\"" + stem + "\"")) {
      return true;
    }
    String[] words = key.split("(?<=\\.)");
    StringBuilder beginning = new StringBuilder();
    for (int i = 0; i < words.length - 1; i++) {
      beginning.append(words[i]);
      if (code.contains("\"" + beginning + "\"")) {
        return true;
      }
    }
    return false;
  }

  private static Collection<String> holes(String sentence) {
    return HOLE.matcher(sentence)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Properties phrases(Path folder, String language) {
    Properties sentences = new Properties();
    try (Reader reader =
        Files.newBufferedReader(folder.resolve("phrases_" + language + ".properties"))) {
      sentences.load(reader);
      return sentences;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> find(Path folder, String name) {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(path -> path.getFileName().toString().matches(name)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
