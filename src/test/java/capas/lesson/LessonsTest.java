package capas.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import capas.Parts;
import capas.linux.Privileges;
import capas.words.Language;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The notebooks that readers see on the web are the sources woven, with the outputs that this
 * machine gives too. Where they are not: {@code ./capas weave --execute}.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LessonsTest {

  private static final LessonFolder FOLDER = LessonFolder.open(Path.of("notebooks"));

  static Stream<Woven> notebooks() {
    assertFalse(FOLDER.lessons().isEmpty(), "there is no lesson");
    return FOLDER.lessons().stream()
        .flatMap(lesson -> Stream.of(Language.values()).map(voice -> FOLDER.weave(lesson, voice)));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void the_committed_notebook_is_the_source_woven(Woven woven) throws IOException {
    ObjectNode committed = NotebookJson.read(Files.readString(FOLDER.notebookOf(woven)));
    for (JsonNode cell : committed.path("cells")) {
      if (cell.has("outputs")) {
        ((ObjectNode) cell).putNull("execution_count").putArray("outputs");
      }
    }
    assertEquals(woven.notebook(), NotebookJson.write(committed));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void the_committed_script_is_the_source_woven(Woven woven) throws IOException {
    assertEquals(woven.script(), Files.readString(FOLDER.scriptOf(woven)));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void this_machine_puts_out_what_is_committed(Woven woven, @TempDir Path folder)
      throws IOException, InterruptedException {
    // Without root's rights the kernel keeps its marks elsewhere, and the outputs say so.
    Parts.need("the rights of root", "sudo", () -> canMount());
    Process run =
        new ProcessBuilder(
                "./capas",
                "run",
                woven.name(),
                "--lang",
                woven.language().code(),
                "--to",
                "" + folder)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("told").toFile())
            .start();
    assertEquals(0, run.waitFor(), Files.readString(folder.resolve("told")));
    Path executed = folder.resolve(woven.language().code()).resolve(woven.name() + ".ipynb");
    Woven now = woven.withOutputsOf(Files.readString(executed));
    assertEquals(
        String.join("\n", outputs(Files.readString(FOLDER.notebookOf(woven)))),
        String.join("\n", outputs(now.notebook())));
  }

  private static boolean canMount() {
    return Privileges.isSuperuser() && !Privileges.isInUserNamespace();
  }

  /**
   * All that the cells put out, without what depends on the disk, on the kernel's version, on the
   * busybox in the sample images, or on chance.
   */
  private static List<String> outputs(String notebook) {
    List<String> outputs = new ArrayList<>();
    for (JsonNode cell : NotebookJson.read(notebook).path("cells")) {
      if (cell.has("outputs")) {
        outputs.add("-- " + cell.path("id").asText());
        collect(cell.path("outputs"), outputs);
      }
    }
    return outputs;
  }

  private static void collect(JsonNode node, List<String> outputs) {
    if (node.isTextual()) {
      outputs.add(
          node.asText()
              .replaceAll("total \\d+", "total")
              .replaceAll("(d[rwxt-]{9}) +\\d+ (\\w+) +(\\w+) +\\d+ ", "$1 $2 $3 ")
              .replace(",uuid=on", "")
              .replaceAll("; overlayfs: [^\"<\\n]*?\\.(?=\\n|$|<)", ".")
              .replaceAll("(a otro|to another) \\(\\S+\\)", "$1")
              .replaceAll("\\b[0-9a-f]{10,64}\\b", "DIGEST")
              .replaceAll("\\b[A-Z2-7]{26}\\b", "LINK")
              .replaceAll("\\bcapas-[0-9a-f]{1,8}(?=-[td]\\b)", "FIGURE")
              .replaceAll("=[A-Za-z0-9+/]{15,}=*…?", "BASE64")
              .replaceAll("\\d+(\\.\\d+)? ([KM]i)?B\\b", "SIZE")
              .replaceAll("(size(&quot;|\"): |Content-Length: )\\d+", "$1SIZE")
              .replaceAll("(?m)^\\d+\\s(?=blobs/|index|oci-layout|/var/tmp|overlay)", "SIZE ")
              .replaceAll("[ \\t]+", " "));
    }
    node.forEach(child -> collect(child, outputs));
  }
}
