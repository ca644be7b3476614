package capas.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LibrarySourcesTest {

  private static final String SOURCE =
      """
      package far.away;

      /** A shop. */
      public final class Shop {
        /** Opens it. */
        public Shop(String name) {}

        /** Sells one. */
        public void sell(java.util.List<String> what) {}

        /** Sells many. */
        public void sell(int count) {}

        void keep() {}

        /** A shelf in it. */
        public record Shelf(int height) {}
      }
      """;

  @TempDir Path folder;
  private LibrarySources sources;

  @BeforeEach
  void make_a_jar_of_sources() throws IOException {
    Path jar = folder.resolve("library-sources.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new ZipEntry("far/away/Shop.java"));
      out.write(SOURCE.getBytes(StandardCharsets.UTF_8));
    }
    sources = new LibrarySources(jar);
  }

  @Test
  void tell_overloaded_methods_apart() {
    assertEquals("Sells one.", comment("void Shop.sell(List<String> what)"));
    assertEquals("Sells many.", comment("void Shop.sell(int count)"));
  }

  @Test
  void know_classes_constructors_and_classes_inside() {
    assertEquals("A shop.", comment("far.away.Shop"));
    assertEquals("Opens it.", comment("Shop(String name)"));
    assertEquals("A shelf in it.", comment("far.away.Shop.Shelf"));
  }

  @Test
  void fall_back_to_the_class_where_a_method_has_no_comment() {
    assertEquals("A shop.", comment("void Shop.keep()"));
  }

  @Test
  void say_nothing_where_there_is_no_jar() {
    LibrarySources none = new LibrarySources(folder.resolve("none.jar"));
    assertEquals(Optional.empty(), SignedName.parse("far.away.Shop").flatMap(none::commentOf));
  }

  private String comment(String signature) {
    return SignedName.parse(signature).flatMap(sources::commentOf).orElse("").strip();
  }
}
