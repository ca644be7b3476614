package capas.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What registries.conf(5) says of a name, on the way to docker-registry. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RegistriesConfTest {

  @TempDir static Path all;
  private static DebianRegistry registry;

  @TempDir Path folder;
  private Machine machine;
  private final Heard heard = new Heard();

  @BeforeAll
  static void push_the_samples() throws Exception {
    registry = DebianRegistry.withSamples(all);
  }

  @AfterAll
  static void stop() {
    if (registry != null) {
      registry.close();
    }
  }

  @BeforeEach
  void begin() {
    machine = Machine.in(folder);
  }

  private void search(int port, int otherPort) {
    machine.write(
        "etc/registries.conf",
        "unqualified-search-registries = [\"127.0.0.1:%d\", \"127.0.0.1:%d\"]"
            .formatted(port, otherPort));
  }

  @Test
  void a_short_name_goes_through_the_search_list_and_is_told() throws Exception {
    search(DebianRegistry.freePort(), registry.port());
    PulledImage pulled = machine.pull("httpd:oci").listening(heard).to(folder.resolve("ours"));
    assertEquals(registry.image("httpd:oci"), pulled.reference().text());
    assertEquals(1, heard.all(PullEvent.ShortNameResolved.class).size());
    assertEquals(1, heard.all(PullEvent.WentOn.class).size());
    assertEquals(2, heard.all(PullEvent.Trying.class).size());
  }

  @Test
  void a_short_name_that_is_nowhere_is_answered_with_all_that_was_tried() throws Exception {
    int closed = DebianRegistry.freePort();
    search(closed, registry.port());
    String said =
        assertThrows(
                RegistryException.NowhereFound.class,
                () -> machine.pull("httpd:3").to(folder.resolve("ours")))
            .getMessage();
    assertTrue(said.contains(":" + closed) && said.contains(":" + registry.port()), said);
  }

  @Test
  void a_mirror_gives_the_bytes_and_the_name_stays() {
    machine.write(
        "etc/registries.conf",
        """
        [[registry]]
        location = "images.example.com"
        [[registry.mirror]]
        location = "127.0.0.1:%d"
        """
            .formatted(registry.port()));
    PulledImage pulled = machine.pull("images.example.com/httpd:oci").to(folder.resolve("ours"));
    assertEquals("images.example.com/httpd:oci", pulled.reference().text());
  }
}
