package capas.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.Parts;
import capas.notebook.BrowserTab.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notebook behind a real Jupyter server, as a browser sees it: REST and a web socket. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class NotebookInJupyterServerTest {

  @TempDir static Path folder;

  private static JupyterServer server;
  private static String kernel;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Parts.need(
        "Jupyter notebook server",
        "jupyter-notebook",
        () ->
            Files.isExecutable(Path.of("/usr/bin/jupyter"))
                && TestKernelspec.hasPythonModule("notebook"));
    server = JupyterServer.startIn(folder);
    kernel = server.startKernel();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void runs_a_cell() throws InterruptedException, TimeoutException {
    try (BrowserTab tab = server.open(kernel)) {
      assertEquals("2", tab.run("1+1").result());
    }
  }

  @Test
  void loses_no_line_to_the_limits_of_the_server() throws InterruptedException, TimeoutException {
    try (BrowserTab tab = server.open(kernel)) {
      Answer answer =
          tab.run("for (int i = 0; i < 100_000; i++) System.out.printf(\"%40d%n\", i);");
      String all =
          IntStream.range(0, 100_000).mapToObj("%40d\n"::formatted).collect(Collectors.joining());
      assertEquals(all.length(), answer.printed().length());
      assertTrue(answer.printed().equals(all));
    }
  }

  @Test
  void is_interrupted_by_the_button() throws Exception {
    try (BrowserTab tab = server.open(kernel)) {
      String request = tab.send("while (true) {}");
      tab.running(request);
      long start = System.nanoTime();
      server.call("POST", "/api/kernels/" + kernel + "/interrupt", "");
      Answer answer = tab.answer(request);
      assertEquals("error", answer.status());
      assertEquals("Interrupted", answer.of("error").getFirst().get("ename").getAsString());
      assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(2));
      assertEquals("42", tab.run("40+2").result());
    }
  }

  @Test
  void can_be_opened_in_a_second_tab_while_a_cell_runs() throws Exception {
    try (BrowserTab first = server.open(kernel)) {
      String request = first.send("while (true) {}");
      first.running(request);
      try (BrowserTab second = server.open(kernel)) {
        server.call("POST", "/api/kernels/" + kernel + "/interrupt", "");
        assertEquals("error", first.answer(request).status());
        assertEquals("2", second.run("1+1").result());
      }
    }
  }

  @Test
  void is_restarted_by_the_button() throws Exception {
    String restarted = server.startKernel();
    try (BrowserTab tab = server.open(restarted)) {
      assertEquals("ok", tab.run("int before = 1;").status());
      server.call("POST", "/api/kernels/" + restarted + "/restart", "");
    }
    try (BrowserTab tab = server.open(restarted)) {
      assertEquals("error", tab.run("before").status());
      assertEquals("2", tab.run("1+1").result());
    }
    server.call("DELETE", "/api/kernels/" + restarted, "");
  }

  @Test
  void ends_with_a_server_that_is_killed() throws Exception {
    Path own = Files.createDirectory(folder.resolve("killed"));
    try (JupyterServer killed = JupyterServer.startIn(own)) {
      try (BrowserTab tab = killed.open(killed.startKernel())) {
        assertEquals("2", tab.run("1+1").result());
      }
      ProcessHandle[] kernels = killed.kernels();
      assertFalse(kernels.length == 0);
      killed.kill();
      for (ProcessHandle left : kernels) {
        left.onExit().get(5, TimeUnit.SECONDS);
      }
    }
  }
}
