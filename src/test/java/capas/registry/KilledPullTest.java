package capas.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.registry.Exchange.Purpose;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that pulls is killed with {@code kill -9}, and another one pulls again. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KilledPullTest {

  private static final int KILLS = 20;

  @TempDir Path folder;

  /** What the killed process runs: pulls the image of its first argument into its second. */
  static final class Child {
    private Child() {}

    public static void main(String[] words) {
      PullListener tells =
          event -> {
            if (event instanceof PullEvent.BlobProgress) {
              System.out.println(event);
            }
          };
      Pull.of(words[0]).listening(tells).to(Path.of(words[1]));
    }
  }

  @Test
  void twenty_killed_pulls_end_in_the_same_bytes() throws Exception {
    Path source = folder.resolve("source");
    RandomImage.makeIn(source, 2_000_000, 500_000, 1_000_000);
    Random chance = new Random(9);
    List<Long> saved = new ArrayList<>();
    try (BuiltInRegistry registry = BuiltInRegistry.serving(source)) {
      Set<String> expected = new TreeSet<>();
      String name = registry.address() + "/random/image";
      for (int kill = 0; kill < KILLS; kill++) {
        Path ours = folder.resolve("ours-" + kill);
        registry.faults(new Fault.Slow(4_000_000));
        killSomewhere(name, ours, chance.nextInt(300));
        registry.faults();
        PulledImage pulled = Pull.of(name).to(ours);
        assertEquals(List.of(), leftovers(ours));
        expected.addAll(kill == 0 ? Tools.blobs(ours) : Set.of());
        assertEquals(expected, new TreeSet<>(Tools.blobs(ours)));
        Tools.assertSameBlobs(List.copyOf(expected), ours, source);
        saved.add(
            pulled.image().manifest().totalInBytes()
                - pulled.conversation().about(Purpose.LAYER).stream()
                    .mapToLong(Exchange::bodyBytes)
                    .sum());
      }
    }
    assertTrue(saved.stream().filter(bytes -> bytes > 100_000).count() > KILLS / 2, "" + saved);
  }

  private static List<Path> leftovers(Path layout) throws Exception {
    Path unfinished = layout.resolve(".capas");
    if (!Files.exists(unfinished)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(unfinished)) {
      return files.filter(Files::isRegularFile).filter(file -> file.toFile().length() > 0).toList();
    }
  }

  private static void killSomewhere(String name, Path to, int milliseconds) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                name,
                to.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = child.inputReader()) {
      said.readLine();
      Thread.sleep(milliseconds);
    } finally {
      child.destroyForcibly().waitFor();
    }
  }
}
