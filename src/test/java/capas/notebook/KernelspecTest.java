package capas.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KernelspecTest {

  private static final Path KERNELS = Path.of("lib/kernels");

  @Test
  void starts_the_notebook_in_mounts_of_its_own() throws IOException {
    List<String> command = command(resolved("java"));
    assertEquals("/opt/capas/lib/private-mounts", command.getFirst());
    assertEquals("/opt/java", command.get(1));
    assertEquals(Main.class.getName(), command.get(command.size() - 2));
    assertEquals("{connection_file}", command.getLast());
  }

  @Test
  void for_who_is_not_root_says_so_to_the_launcher() throws IOException {
    List<String> command = command(resolved("java-rootless"));
    assertEquals(List.of("--rootless", "/opt/java"), command.subList(1, 3));
    assertEquals(command(resolved("java")).subList(1, 10), command.subList(2, 11));
  }

  @Test
  void asks_for_interrupts_by_message_as_no_signal_reaches_a_cell() throws IOException {
    for (String name : List.of("java", "java-rootless")) {
      JsonObject spec = resolved(name);
      assertEquals("message", spec.get("interrupt_mode").getAsString());
      assertEquals("java", spec.get("language").getAsString());
      assertFalse(spec.toString().contains("@"), "a token was forgotten");
      for (String logo : List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg")) {
        assertTrue(Files.exists(KERNELS.resolve(name).resolve(logo)), logo);
      }
    }
  }

  private static JsonObject resolved(String name) throws IOException {
    String template = Files.readString(KERNELS.resolve(name).resolve("kernel.json"));
    String text = template.replace("@JAVA@", "/opt/java").replace("@LIB@", "/opt/capas/lib");
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private static List<String> command(JsonObject spec) {
    return spec.getAsJsonArray("argv").asList().stream().map(JsonElement::getAsString).toList();
  }
}
