package capas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.registry.Access;
import capas.registry.BuiltInRegistry;
import capas.registry.SampleImages;
import capas.store.Podman;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./capas walk} of a store that Podman filled. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WalkingStoresTest {

  @TempDir static Path folder;
  private static String repository;

  @BeforeAll
  static void fill() {
    Podman.need();
    Path sample = folder.resolve("sample");
    SampleImages.makeIn(sample);
    try (BuiltInRegistry registry = BuiltInRegistry.serving(sample, 0, new Access.Open())) {
      repository = registry.address() + "/sample/httpd";
      for (String tag : List.of("2", "latest", "zstd")) {
        podman("pull", "--quiet", "--tls-verify=false", repository + ":" + tag);
      }
    }
  }

  private static String podman(String... words) {
    return Podman.in(folder).podman(words);
  }

  private static String graph(String name) {
    return folder.resolve(name).toString();
  }

  private static Set<String> rows(String text) {
    return text.lines()
        .map(line -> line.strip().replaceAll(" +", " "))
        .filter(line -> line.startsWith(repository))
        .map(line -> line.split(" ")[0] + " " + line.split(" ")[1])
        .collect(Collectors.toSet());
  }

  @Test
  void every_name_of_every_image_has_a_line_as_in_podman_images() {
    String podmans = podman("images", "--format", "{{.Repository}}:{{.Tag}} {{.ID}}");
    for (String language : List.of("es", "en")) {
      Typed typed = Typed.in(language, "walk", "--root", graph("graph"));
      assertEquals(0, typed.code(), typed.all());
      assertEquals(rows(podmans), rows(typed.out()));
      assertEquals(3, rows(typed.out()).size(), typed.out());
    }
  }

  @Test
  void one_image_is_followed_to_the_files_of_its_layers() {
    Typed typed = Typed.capas("walk", repository + ":2", "--root", graph("graph"));
    assertEquals(0, typed.code(), typed.all());
    for (String seen :
        List.of("images.json", "compressed-diff-digest", "ls -al overlay/l/", "/lower")) {
      assertTrue(typed.out().contains(seen), seen + "\n" + typed.out());
    }
  }

  @Test
  void an_image_without_its_manifest_does_not_hide_the_others() throws IOException {
    Said copied = Said.by(List.of("cp", "-a", graph("graph"), graph("damaged")));
    assertEquals(0, copied.code(), copied.text());
    String id = podman("image", "inspect", "--format", "{{.Id}}", repository + ":2");
    try (Stream<Path> files = Files.list(folder.resolve("damaged/overlay-images").resolve(id))) {
      for (Path manifest :
          files.filter(file -> file.getFileName().toString().contains("manifest")).toList()) {
        Files.delete(manifest);
      }
    }
    Typed typed = Typed.capas("walk", "--root", graph("damaged"));
    assertEquals(0, typed.code(), typed.all());
    assertEquals(3, rows(typed.out()).size(), typed.out());
    assertTrue(typed.out().contains("falta el documento"), typed.out());
  }

  @Test
  void a_folder_without_a_store_is_refused_in_words() {
    Typed typed = Typed.capas("walk", "--root", graph("nothing"));
    assertEquals(Main.FAILED, typed.code(), typed.all());
    assertTrue(typed.err().contains("podman info"), typed.err());
  }
}
