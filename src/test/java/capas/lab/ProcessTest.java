package capas.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.Parts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A lab in a process of its own: without rights, and killed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProcessTest {

  private static final String PRIVATE = Path.of("lib/private-mounts").toAbsolutePath().toString();

  private static Process start(String what, String... wrapper) throws IOException {
    List<String> command = new ArrayList<>(List.of(wrapper));
    command.addAll(
        List.of(
            System.getProperty("java.home") + "/bin/java",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            ChildLab.class.getName(),
            what));
    ProcessBuilder child = new ProcessBuilder(command).redirectErrorStream(true);
    child.environment().put("CAPAS_LANG", "en");
    child.environment().remove("CAPAS_MOUNT_NAMESPACE");
    return child.start();
  }

  private static String steps(String... wrapper) throws Exception {
    Process child = start("steps", wrapper);
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(child.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, child.exitValue(), output);
    return output;
  }

  private static void contains(String output, String... parts) {
    for (String part : parts) {
      assertTrue(output.contains(part), () -> part + "\nis not in\n" + output);
    }
  }

  @Test
  void without_rights_a_user_namespace_is_enough() throws Exception {
    needUserNamespaces();
    String output = steps(PRIVATE, "--rootless");
    contains(
        output,
        "workdir=work,",
        "userxattr",
        "c--------- 2 root root",
        "f2: whiteout; hides the one of lower",
        "f1: a copy of its own (copy-up); lower keeps its version",
        "d/: opaque (user.overlay.opaque=y)",
        "upper/d  user.overlay.opaque=y",
        "something is mounted on merged already",
        "the option redirect_dir=on does not work without administrator's rights",
        "EINVAL (an argument is not valid for this call)");
  }

  @Test
  void the_lab_keeps_to_a_namespace_that_the_whole_process_has() throws Exception {
    Machine.needOverlayAsRoot();
    contains(
        steps(PRIVATE),
        "the other lab shows",
        "f2: whiteout; hides the one of lower",
        "trusted.overlay.opaque=y");
  }

  @Test
  void without_any_right_the_refusal_says_what_to_do() throws Exception {
    Parts.need("setpriv", "util-linux", () -> runs("setpriv", "--version"));
    Machine.needOverlayAsRoot();
    Process child =
        start("steps", "setpriv", "--bounding-set=-all", "--inh-caps=-all", "--securebits=+noroot");
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    contains(output, "this process may not mount", "EPERM", "./capas jshell");
  }

  @Test
  void after_kill_9_no_mount_is_left() throws Exception {
    Machine.needOverlayAsRoot();
    killed();
    killed(PRIVATE);
  }

  @Test
  void after_kill_9_no_mount_of_a_user_namespace_is_left() throws Exception {
    needUserNamespaces();
    Machine.needOverlayAsRoot();
    killed(PRIVATE, "--rootless");
  }

  private static void needUserNamespaces() {
    Parts.need(
        "user namespaces",
        "util-linux; sysctl user.max_user_namespaces",
        () -> runs("unshare", "--user", "--map-root-user", "true"));
  }

  private static void killed(String... wrapper) throws Exception {
    Process child = start("wait", wrapper);
    BufferedReader output =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    String said = output.readLine();
    assertTrue(said != null && said.startsWith("OverlayLab "), said);
    String folder = Path.of(said.substring("OverlayLab ".length())).getParent().toString();
    assertTrue(isMountedAnywhere(folder), "the child has it mounted");
    assertTrue(
        Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
            .noneMatch(line -> line.contains(folder)),
        "and nobody else");

    child.destroyForcibly();
    assertTrue(child.waitFor(10, TimeUnit.SECONDS));
    assertFalse(isMountedAnywhere(folder), "nobody has it mounted now");

    assertTrue(Files.exists(Path.of(folder)), "the folder is left");
    Files.setLastModifiedTime(
        Path.of(folder, "lock"), FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
    OverlayLab.create().close();
    assertFalse(Files.exists(Path.of(folder)), "until the next lab sweeps it");
  }

  @Test
  void the_folder_of_a_living_lab_is_not_swept() throws Exception {
    Machine.needOverlayAsRoot();
    Process child = start("wait");
    BufferedReader output =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    Path folder = Path.of(output.readLine().substring("OverlayLab ".length())).getParent();
    Files.setLastModifiedTime(
        folder.resolve("lock"), FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
    OverlayLab.create().close();
    assertTrue(Files.exists(folder.resolve("lab/upper/f3")));
    child.destroy();
    assertTrue(child.waitFor(10, TimeUnit.SECONDS));
    assertFalse(Files.exists(folder), "a lab that ends by itself leaves nothing");
  }

  private static boolean isMountedAnywhere(String folder) throws IOException {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
          for (Path thread : threads) {
            if (Files.readString(thread.resolve("mountinfo")).contains(folder)) {
              return true;
            }
          }
        } catch (IOException ended) {
          continue;
        }
      }
    }
    return false;
  }

  private static boolean runs(String... command) {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
