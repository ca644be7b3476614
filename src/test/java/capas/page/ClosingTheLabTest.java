package capas.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.Copy;
import capas.OpenLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After {@code ./capas lab} nothing is left: no server, no kernel, no mount. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClosingTheLabTest {

  private static final int MOST_SECONDS = 15;

  @ParameterizedTest
  @ValueSource(strings = {"INT", "HUP"})
  void while_a_notebook_has_an_overlay_mounted(String signal, @TempDir Path folder)
      throws IOException, InterruptedException {
    Browser.need();
    Copy copy = Copy.in(folder).withoutOutputs();
    try (OpenLab lab = OpenLab.of(copy.script());
        Browser browser = Browser.open(folder.resolve("profile"))) {
      JupyterPage page = JupyterPage.in(browser);
      page.open(lab.address(), "01-overlayfs.ipynb");
      page.runAll();
      Set<String> namespaces = namespacesWithOverlays(processesOf(copy));
      assertEquals(1, namespaces.size(), "the lesson's mounts");

      assertTrue(lab.leavesOn(signal), "./capas lab goes on");

      assertNothingLeft(copy);
      assertFalse(
          ProcessHandle.allProcesses()
              .map(ClosingTheLabTest::namespace)
              .anyMatch(namespaces::contains),
          "a process keeps the mounts");
    }
  }

  private static void assertNothingLeft(Copy copy) throws InterruptedException {
    long end = System.nanoTime() + MOST_SECONDS * 1_000_000_000L;
    while (!processesOf(copy).isEmpty() && System.nanoTime() < end) {
      Thread.sleep(100);
    }
    assertEquals(List.of(), processesOf(copy).stream().map(ClosingTheLabTest::words).toList());
  }

  /** Whatever runs with a file of this copy on its command line or as its folder. */
  private static List<ProcessHandle> processesOf(Copy copy) {
    return ProcessHandle.allProcesses()
        .filter(process -> words(process).contains(copy.top().toString()) || worksIn(process, copy))
        .toList();
  }

  private static boolean worksIn(ProcessHandle process, Copy copy) {
    try {
      return Files.readSymbolicLink(of(process, "cwd")).startsWith(copy.top());
    } catch (IOException e) {
      return false;
    }
  }

  private static Set<String> namespacesWithOverlays(List<ProcessHandle> processes) {
    return processes.stream()
        .filter(process -> text(of(process, "mountinfo")).contains(" - overlay "))
        .map(ClosingTheLabTest::namespace)
        .collect(Collectors.toSet());
  }

  private static String namespace(ProcessHandle process) {
    try {
      return Files.readSymbolicLink(of(process, "ns/mnt")).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static String words(ProcessHandle process) {
    return text(of(process, "cmdline")).replace('\0', ' ');
  }

  private static Path of(ProcessHandle process, String file) {
    return Path.of("/proc", String.valueOf(process.pid()), file);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
