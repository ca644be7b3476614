package capas.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SignedNameTest {

  @Test
  void of_a_method_has_its_class_and_the_types_it_takes() {
    assertEquals(
        named(List.of("OverlayLab"), "in", "Path"),
        SignedName.parse("OverlayLab OverlayLab.in(Path base)"));
    assertEquals(
        named(List.of("Map", "Entry"), "comparingByKey", "Comparator"),
        SignedName.parse(
            "Comparator<Map.Entry<K,V>> Map.Entry<K, V>.<K, V>comparingByKey("
                + "Comparator<? super K> cmp)"));
    assertEquals(
        named(List.of("Phrases"), "say", "String", "Object[]"),
        SignedName.parse("String Phrases.say(String key, Object... facts)"));
  }

  @Test
  void of_a_class_leaves_out_its_package() {
    assertEquals(named(List.of("OverlayLab"), ""), SignedName.parse("capas.lab.OverlayLab"));
  }

  @Test
  void of_a_constructor_has_no_member() {
    assertEquals(named(List.of("Step"), "", "String"), SignedName.parse("Step(String name)"));
  }

  @Test
  void of_a_constant_is_a_member() {
    assertEquals(named(List.of("Language"), "ES"), SignedName.parse("Language.ES"));
  }

  @Test
  void is_none_for_a_variable() {
    assertEquals(Optional.empty(), SignedName.parse("count:int"));
  }

  private static Optional<SignedName> named(
      List<String> classes, String member, String... parameters) {
    return Optional.of(new SignedName(classes, member, List.of(parameters)));
  }
}
