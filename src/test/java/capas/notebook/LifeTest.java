package capas.notebook;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.Parts;
import capas.linux.Privileges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LifeTest {

  private static final String CONNECTION =
      """
      {"transport": "tcp", "ip": "127.0.0.1", "key": "k", "signature_scheme": "hmac-sha256",
       "control_port": 0, "shell_port": 0, "stdin_port": 0, "iopub_port": 0, "hb_port": 0}
      """;

  @TempDir Path folder;

  private Process start(String server) throws IOException {
    Path file = Files.writeString(folder.resolve("connection.json"), CONNECTION);
    ProcessBuilder notebook =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
    notebook.environment().put("JPY_PARENT_PID", server);
    return notebook.start();
  }

  @Test
  void a_notebook_ends_whose_server_was_gone_before_it_looked() throws Exception {
    Parts.need(
        "the machine's own pid namespace (in a container's nobody can tell)",
        "util-linux; run it outside of the container",
        LifeTest::isInFirstPidNamespace);
    Process server = new ProcessBuilder("true").start();
    server.waitFor();
    Process notebook = start(Long.toString(server.pid()));
    try {
      assertTrue(notebook.waitFor(15, TimeUnit.SECONDS), "it is still there");
    } finally {
      notebook.destroyForcibly();
    }
  }

  /** As in a class: systemd hides the server from the user namespace in which its kernel lives. */
  @Test
  void a_notebook_whose_server_is_hidden_lives_and_ends_with_it() throws Exception {
    Parts.need(
        "the rights of root",
        "sudo",
        () -> Privileges.isSuperuser() && !Privileges.isInUserNamespace());
    Path file = Files.writeString(folder.resolve("connection.json"), CONNECTION);
    Process server =
        new ProcessBuilder(
                "unshare",
                "--mount",
                "--propagation",
                "private",
                "sh",
                "-c",
                "mount -t proc -o hidepid=invisible,gid=65534 proc /proc; "
                    + "JPY_PARENT_PID=$$ unshare --user --map-root-user \"$@\" >/dev/null 2>&1 & "
                    + "echo $!; wait",
                "sh",
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                file.toString())
            .start();
    long pid = Long.parseLong(server.inputReader().readLine());
    ProcessHandle notebook = ProcessHandle.of(pid).orElseThrow();
    try {
      assertThrows(TimeoutException.class, () -> notebook.onExit().get(4, TimeUnit.SECONDS));
      server.destroyForcibly();
      notebook.onExit().get(15, TimeUnit.SECONDS);
    } finally {
      notebook.destroyForcibly();
      server.destroyForcibly();
    }
  }

  private static boolean isInFirstPidNamespace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).endsWith("pid:[4026531836]");
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void a_number_of_somebody_else_is_not_believed() throws Exception {
    Process somebody = new ProcessBuilder("sleep", "60").start();
    Process notebook = start(Long.toString(somebody.pid()));
    try {
      assertFalse(notebook.waitFor(3, TimeUnit.SECONDS), "it ended");
    } finally {
      notebook.destroyForcibly();
      somebody.destroyForcibly();
    }
  }
}
