package capas.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import capas.Parts;
import capas.words.CapasException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pull onto a disk of 1 MiB, of which another file takes the most. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FullDiskPullTest {

  private static final String IN_A_NAMESPACE =
      """
      set -e
      mount -t tmpfs -o size=1m none "$1"
      head -c 700000 /dev/zero > "$1/other"
      "$2" --enable-native-access=ALL-UNNAMED -cp "$3" "$4" "$5" "$1/ours"
      find "$1/ours/blobs" -type f -size +50k
      rm "$1/other"
      "$2" --enable-native-access=ALL-UNNAMED -cp "$3" "$4" "$5" "$1/ours"
      cd "$1/ours/blobs/sha256"
      for name in *; do echo "$name  $name"; done | sha256sum -c --quiet
      find "$1/ours" -name '.capas' -o -name 'sha256-*'
      ls | wc -l
      """;

  @TempDir Path folder;

  /** Pulls the image of its first argument into its second, and says how it ended. */
  static final class Child {
    private Child() {}

    public static void main(String[] words) {
      try {
        Pull.of(words[0]).layersAtOnce(1).to(Path.of(words[1]));
        System.out.println("pulled");
      } catch (CapasException refused) {
        System.out.println(refused.getClass().getSimpleName());
      }
    }
  }

  @Test
  void leaves_nothing_half_written_under_a_name_and_succeeds_once_there_is_room() throws Exception {
    Parts.need("root", "util-linux; run as root", FullDiskPullTest::canMount);
    Path source = folder.resolve("source");
    RandomImage.makeIn(source, 400_000, 200_000);
    Path disk = Files.createDirectory(folder.resolve("disk"));
    try (BuiltInRegistry registry = BuiltInRegistry.serving(source)) {
      String said =
          Tools.run(
              "unshare",
              "--mount",
              "--propagation",
              "private",
              "sh",
              "-c",
              IN_A_NAMESPACE,
              "sh",
              disk.toString(),
              ProcessHandle.current().info().command().orElseThrow(),
              System.getProperty("java.class.path"),
              Child.class.getName(),
              registry.address() + "/random/image");
      // Two layers, the configuration and the manifest; before that none of the layers.
      assertEquals(List.of("DiskFull", "pulled", "4"), said.lines().map(String::strip).toList());
    }
  }

  private static boolean canMount() {
    try {
      return new ProcessBuilder("unshare", "--mount", "true").start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }
}
