package capas.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import capas.explain.Explainer;
import capas.linux.DeviceNodes;
import capas.linux.Names;
import capas.render.TextRenderer;
import capas.words.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ListingTest {

  @TempDir Path base;
  Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(base.resolve("upper"));
  }

  private String ours() {
    var document = new Explainer(Language.EN).explain(Listing.of("upper", folder)).orElseThrow();
    return new TextRenderer().render(document);
  }

  private String lsItself() throws Exception {
    ProcessBuilder ls = new ProcessBuilder("ls", "-al", "upper/").directory(base.toFile());
    ls.environment().put("LC_ALL", "C");
    ls.redirectErrorStream(true);
    Process process = ls.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, process.waitFor(), output);
    return "$ ls -al upper/\n" + output;
  }

  @Test
  void reads_as_that_of_ls_for_an_empty_folder() throws Exception {
    assertEquals(lsItself(), ours());
  }

  @Test
  void reads_as_that_of_ls_for_every_kind_of_file() throws Exception {
    Files.writeString(folder.resolve("small"), "x");
    Files.write(folder.resolve("large"), new byte[123456]);
    Files.createDirectory(folder.resolve("folder"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("small"));
    Names.hardLink(folder.resolve("small"), folder.resolve("second"));
    DeviceNodes.makeZeroDevice(folder.resolve("whiteout"));
    new ProcessBuilder("mkfifo", folder.resolve("fifo").toString()).start().waitFor();
    assertEquals(lsItself(), ours());
  }

  @Test
  void widens_the_column_of_sizes_for_device_numbers() throws Exception {
    DeviceNodes.makeZeroDevice(folder.resolve("f2"));
    Files.writeString(folder.resolve("f3"), "");
    assertEquals(lsItself(), ours());
  }

  @Test
  void shows_setuid_setgid_and_sticky_as_ls_does() throws Exception {
    String[] modes = {"4755", "4644", "2755", "2644", "1777", "1666", "0000", "7777"};
    for (String mode : modes) {
      Path file = Files.writeString(folder.resolve("m" + mode), "");
      Names.changeMode(file, Integer.parseInt(mode, 8));
    }
    assertEquals(lsItself(), ours());
  }

  @Test
  void shows_the_year_of_an_old_file_and_of_one_from_the_future() throws Exception {
    for (int days : new int[] {-400, -183, -182, -1, 2, 300}) {
      Path file = Files.writeString(folder.resolve("d" + days), "");
      Instant time = Instant.now().plus(Duration.ofDays(days));
      Files.setLastModifiedTime(file, FileTime.from(time));
    }
    assertEquals(lsItself(), ours());
  }
}
