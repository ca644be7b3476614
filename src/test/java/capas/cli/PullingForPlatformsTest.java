package capas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.registry.Access;
import capas.registry.BuiltInRegistry;
import capas.registry.SampleImages;
import capas.store.Podman;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./capas pull --platform} of an image for two platforms. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PullingForPlatformsTest {

  @TempDir static Path sample;
  private static BuiltInRegistry registry;
  @TempDir Path folder;

  @BeforeAll
  static void serve() {
    SampleImages.makeIn(sample);
    registry = BuiltInRegistry.serving(sample, 0, new Access.Open());
  }

  @AfterAll
  static void end() {
    registry.close();
  }

  private Typed pull(String platform) {
    return Typed.capas("pull", image(), "--platform", platform, "--to", folder + "/to");
  }

  private static String image() {
    return registry.address() + "/sample/platforms";
  }

  private boolean hasConfigOf(String architecture) throws IOException {
    try (Stream<Path> blobs = Files.list(folder.resolve("to/blobs/sha256"))) {
      for (Path blob : blobs.toList()) {
        String text = Files.readString(blob, StandardCharsets.ISO_8859_1);
        if (text.startsWith("{\"architecture\":\"" + architecture + "\"")) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void gives_the_image_of_that_platform_and_of_no_other() throws IOException {
    for (String architecture : List.of("arm64", "amd64")) {
      Typed typed = pull("linux/" + architecture);
      assertEquals(0, typed.code(), typed.all());
      assertTrue(hasConfigOf(architecture), typed.all());
      assertEquals(architecture.equals("amd64"), hasConfigOf("amd64"), typed.all());
    }
  }

  @Test
  void gives_it_to_a_store_in_which_Podman_finds_it() {
    Podman.need();
    Typed typed =
        Typed.capas("pull", image(), "--platform", "linux/arm64", "--root", folder + "/graph");
    assertEquals(0, typed.code(), typed.all());
    assertEquals(
        "linux/arm64",
        Podman.in(folder)
            .podman("image", "inspect", "--format", "{{.Os}}/{{.Architecture}}", image()));
  }

  @Test
  void answers_with_the_platforms_that_exist() {
    Typed typed = pull("linux/s390x");
    assertEquals(Main.FAILED, typed.code(), typed.all());
    assertTrue(typed.err().contains("linux/amd64"), typed.err());
    assertTrue(typed.err().contains("linux/arm64"), typed.err());
  }

  @Test
  void says_what_a_platform_looks_like() {
    Typed typed = pull("arm64");
    assertEquals(Main.FAILED, typed.code(), typed.all());
    assertTrue(typed.err().contains("linux/arm64"), typed.err());
    assertFalse(Files.exists(folder.resolve("to")));
  }
}
