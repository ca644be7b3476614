package capas.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.image.ImageReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What registries.conf makes of an image's name, after containers-registries.conf(5). */
@DisplayNameGeneration(ReplaceUnderscores.class)
class NamesTest {

  private static final String MAIN = "etc/registries.conf";

  @TempDir Path folder;
  private Machine machine;

  @BeforeEach
  void begin() {
    machine = Machine.in(folder);
  }

  private RegistriesConf conf() {
    return RegistriesConf.read(machine.settings(), false);
  }

  private List<String> names(String shortName) {
    return ShortNames.resolve(ImageReference.parse(shortName), conf()).candidates().stream()
        .map(ImageReference::text)
        .toList();
  }

  private List<String> places(String repository, String end) {
    return Places.of(repository, end, conf()).stream().map(Place::toString).toList();
  }

  @Test
  void an_alias_stands_for_one_name_whatever_registries_are_searched() {
    machine.write(MAIN, "unqualified-search-registries = [\"a.example\", \"b.example\"]");
    Path drop = machine.write("etc/registries.conf.d/1.conf", "[aliases]\n\"x\"=\"c.example/y\"");
    assertEquals(List.of("c.example/y:1"), names("x:1"));
    assertEquals(drop, ShortNames.resolve(ImageReference.parse("x"), conf()).source());
  }

  @Test
  void a_later_file_changes_or_takes_away_an_alias() {
    machine.write(
        "etc/registries.conf.d/1.conf", "[aliases]\nx=\"c.example/y\"\nz=\"d.example/z\"");
    machine.write("etc/registries.conf.d/2.conf", "[aliases]\nx=\"e.example/y\"\nz=\"\"");
    assertEquals(List.of("e.example/y"), names("x"));
    assertThrows(RegistryException.ShortNameUnknown.class, () -> names("z"));
  }

  @Test
  void the_name_that_a_user_chose_once_is_stronger_than_the_files() {
    machine.write(MAIN, "[aliases]\nx=\"c.example/y\"");
    machine.write(
        "home/.cache/containers/short-name-aliases.conf", "[aliases]\nx=\"chosen.example/y\"");
    assertEquals(List.of("chosen.example/y"), names("x"));
  }

  @Test
  void without_an_alias_every_search_registry_is_tried_in_order() {
    machine.write(MAIN, "unqualified-search-registries = [\"docker.io\", \"quay.io\"]");
    assertEquals(List.of("docker.io/library/x:1", "quay.io/x:1"), names("x:1"));
    assertEquals(List.of("docker.io/a/x", "quay.io/a/x"), names("a/x"));
  }

  @Test
  void where_the_mode_is_enforcing_nothing_is_chosen_from_several() {
    machine.write(
        MAIN,
        "short-name-mode = \"enforcing\"\n"
            + "unqualified-search-registries = [\"a.example\", \"b.example\"]");
    String said =
        assertThrows(RegistryException.ShortNameAmbiguous.class, () -> names("x")).getMessage();
    assertTrue(said.contains("a.example/x, b.example/x"), said);
  }

  @Test
  void a_short_name_that_nothing_resolves_is_refused_with_the_file_that_could() {
    String said =
        assertThrows(RegistryException.ShortNameUnknown.class, () -> names("x")).getMessage();
    assertTrue(said.contains(folder.resolve(MAIN).toString()), said);
  }

  @Test
  void the_users_own_file_stands_in_place_of_the_systems() {
    machine.write(MAIN, "unqualified-search-registries = [\"a.example\"]");
    machine.write(
        "home/.config/containers/registries.conf",
        "unqualified-search-registries = [\"own.example\"]");
    assertEquals(List.of("own.example/x"), names("x"));
    machine.set(
        "CONTAINERS_REGISTRIES_CONF",
        machine.write("third.conf", "unqualified-search-registries = [\"third.example\"]"));
    assertEquals(List.of("third.example/x"), names("x"));
  }

  @Test
  void the_longest_prefix_says_where_the_bytes_are() {
    machine.write(
        MAIN,
        """
        [[registry]]
        prefix = "example.com/foo"
        location = "internal.example/bar"
        [[registry]]
        prefix = "example.com"
        location = "other.example"
        insecure = true
        """);
    assertEquals(List.of("internal.example/bar/x"), places("example.com/foo/x", ":1"));
    assertEquals(List.of("other.example/fool/x"), places("example.com/fool/x", ":1"));
    assertTrue(Places.of("example.com/x", ":1", conf()).get(0).insecure());
    assertEquals(List.of("example.com.mx/x"), places("example.com.mx/x", ":1"));
  }

  @Test
  void mirrors_come_first_and_those_for_digests_only_for_digests() {
    machine.write(
        MAIN,
        """
        [[registry]]
        location = "example.com"
        [[registry.mirror]]
        location = "m1.example/cache"
        insecure = true
        [[registry.mirror]]
        location = "m2.example"
        pull-from-mirror = "digest-only"
        """);
    assertEquals(List.of("m1.example/cache/x", "example.com/x"), places("example.com/x", ":1"));
    assertEquals(
        List.of("m1.example/cache/x", "m2.example/x", "example.com/x"),
        places("example.com/x", "@sha256:" + "0".repeat(64)));
  }

  @Test
  void a_star_stands_for_every_host_below_a_domain() {
    machine.write(MAIN, "[[registry]]\nprefix = \"*.example.com\"\nlocation = \"own.example/all\"");
    assertEquals(List.of("own.example/all/x"), places("a.b.example.com/x", ":1"));
    assertEquals(List.of("example.com/x"), places("example.com/x", ":1"));
  }

  @Test
  void what_is_blocked_is_refused_with_the_line_that_blocks_it() {
    machine.write(MAIN, "[[registry]]\nlocation = \"bad.example/x\"\nblocked = true");
    assertThrows(RegistryException.Blocked.class, () -> places("bad.example/x/y", ":1"));
    assertEquals(List.of("bad.example/z"), places("bad.example/z", ":1"));
  }

  @Test
  void a_file_that_is_no_toml_is_named() {
    Path file = machine.write(MAIN, "unqualified-search-registries = [\"a\"");
    String said =
        assertThrows(RegistryException.BrokenConfiguration.class, this::conf).getMessage();
    assertTrue(said.contains(file.toString()), said);
  }

  @Test
  void the_files_of_debian_and_podman_are_read() {
    Settings debian = new Settings(java.util.Map.of(), folder, Path.of("/etc/containers"), false);
    RegistriesConf.read(debian, false);
  }

  @Test
  void a_file_of_aliases_alone_is_not_read_for_a_full_name() {
    machine.write("etc/registries.conf.d/1.conf", "# hundreds\n[aliases]\n  \"x\" = no TOML\n");
    assertEquals(Map.of(), RegistriesConf.read(machine.settings(), true).tables());
    assertThrows(RegistryException.BrokenConfiguration.class, this::conf);
  }

  @Test
  void a_table_behind_aliases_counts_for_a_full_name() {
    machine.write(
        "etc/registries.conf.d/1.conf",
        "[aliases]\n\"x\" = \"a.example/x\"\n[[registry]]\nlocation = \"b.example\"\n");
    assertEquals(
        Set.of("b.example"), RegistriesConf.read(machine.settings(), true).tables().keySet());
  }
}
