package capas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The map in src/ARCHITECTURE.md and the compiled classes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MapTest {

  private static final Pattern ARROW = Pattern.compile("\\s+(\\S+)\\s+-> (\\S+)\\s+(.*)");

  /** From package to packages, as the classes need them. */
  private static final Map<String, Set<String>> NEEDED = new TreeMap<>();

  @BeforeAll
  static void ask_jdeps() {
    StringWriter said = new StringWriter();
    ToolProvider.findFirst("jdeps")
        .orElseThrow()
        .run(
            new PrintWriter(said),
            new PrintWriter(System.err),
            "-verbose:package",
            "-filter:none",
            "--multi-release",
            "base",
            "--ignore-missing-deps",
            "--class-path",
            System.getProperty("java.class.path"),
            "target/classes");
    said.toString()
        .lines()
        .map(ARROW::matcher)
        .filter(Matcher::matches)
        .filter(arrow -> arrow.group(1).startsWith("capas."))
        .forEach(arrow ->
            NEEDED.computeIfAbsent(arrow.group(1), from -> new TreeSet<>()).add(arrow.group(2)));
  }

  @Test
  void every_arrow_is_drawn_and_every_drawn_arrow_is_needed() {
    Map<String, Set<String>> needed = new TreeMap<>();
    NEEDED.forEach((from, to) ->
        needed.put(
            shortName(from),
            to.stream()
                .filter(name -> name.startsWith("capas.") && !name.equals(from))
                .map(MapTest::shortName)
                .collect(Collectors.toCollection(TreeSet::new))));
    assertEquals(lines(block("map")), lines(needed));
  }

  @Test
  void every_library_is_used_behind_its_door_only_and_every_door_leads_somewhere() {
    Map<String, Set<String>> drawn = block("doors");
    Map<String, Set<String>> used = new TreeMap<>();
    drawn.keySet().forEach(library -> used.put(library, new TreeSet<>()));
    NEEDED.forEach((from, to) ->
        to.stream()
            .filter(name -> !name.matches("(capas|java|javax|jdk|sun|com\\.sun|org\\.w3c)\\..*"))
            .forEach(name ->
                used.computeIfAbsent(libraryOf(name, drawn.keySet()), any -> new TreeSet<>())
                    .add(shortName(from))));
    assertEquals(lines(drawn), lines(used));
  }

  private static String libraryOf(String name, Set<String> drawn) {
    return drawn.stream()
        .filter(library -> name.equals(library) || name.startsWith(library + "."))
        .findFirst()
        .orElse(name);
  }

  private static String shortName(String name) {
    return name.substring("capas.".length());
  }

  /** The lines {@code name -> names} of a fenced block of this kind. */
  private static Map<String, Set<String>> block(String kind) {
    try {
      String text = Files.readString(Path.of("src/ARCHITECTURE.md"));
      Matcher block = Pattern.compile("(?ms)^```" + kind + "\n(.*?)^```").matcher(text);
      if (!block.find()) {
        throw new AssertionError("src/ARCHITECTURE.md has no block " + kind);
      }
      Map<String, Set<String>> drawn = new TreeMap<>();
      block
          .group(1)
          .lines()
          .map(line -> line.split("->", 2))
          .forEach(sides ->
              drawn.put(
                  sides[0].strip(),
                  Arrays.stream(sides[1].strip().split("\\s+"))
                      .filter(name -> !name.isEmpty())
                      .collect(Collectors.toCollection(TreeSet::new))));
      return drawn;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String lines(Map<String, Set<String>> arrows) {
    return arrows.entrySet().stream()
        .map(arrow -> (arrow.getKey() + " -> " + String.join(" ", arrow.getValue())).strip())
        .collect(Collectors.joining("\n"));
  }
}
