package capas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A second Capas, built already, in which a test may write and whose path is not an easy one. */
public record Copy(Path top) {

  private static final List<String> PARTS =
      List.of("capas", "mvnw", ".mvn", "pom.xml", "lib", "notebooks", "src");

  /** Copies this project, with the times of its files. */
  public static Copy in(Path folder) throws IOException, InterruptedException {
    Path top = Files.createDirectories(folder.resolve("una carpeta con ñ"));
    for (String part : PARTS) {
      Process copying = new ProcessBuilder("cp", "-a", part, top.toString()).inheritIO().start();
      assertEquals(0, copying.waitFor());
    }
    new ProcessBuilder("rm", "-rf", top + "/lib/setup").inheritIO().start().waitFor();
    return new Copy(top);
  }

  /** Weaves the notebooks anew, so that nothing that is seen in them was there before they ran. */
  public Copy withoutOutputs() throws IOException, InterruptedException {
    Process weaving =
        new ProcessBuilder(script().toString(), "weave")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(0, weaving.waitFor());
    return this;
  }

  public Path script() {
    return top.resolve("capas");
  }
}
