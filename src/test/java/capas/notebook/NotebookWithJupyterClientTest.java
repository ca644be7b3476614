package capas.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import capas.Parts;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The notebook, driven by the client library that Jupyter itself uses: one test a sentence. */
class NotebookWithJupyterClientTest {

  private static final String PYTHON = "/usr/bin/python3";

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> the_notebook() throws IOException, InterruptedException {
    Parts.need(
        "jupyter_client for " + PYTHON,
        "python3-jupyter-client",
        () -> TestKernelspec.hasPythonModule("jupyter_client"));
    TestKernelspec.writeTo(folder);
    Path errors = folder.resolve("errors.txt");
    Process scenarios =
        new ProcessBuilder(
                PYTHON, "-W", "ignore", "src/test/python/notebook_scenarios.py", folder.toString())
            .redirectError(errors.toFile())
            .start();
    List<JsonObject> told;
    try (Stream<String> lines = scenarios.inputReader().lines()) {
      told = lines.map(JsonParser::parseString).map(JsonElement::getAsJsonObject).toList();
    }
    assertEquals(0, scenarios.waitFor(), () -> errors + " tells why");
    assertFalse(told.isEmpty());
    return told.stream().map(NotebookWithJupyterClientTest::test);
  }

  private static DynamicTest test(JsonObject told) {
    JsonElement problem = told.get("problem");
    return DynamicTest.dynamicTest(
        told.get("sentence").getAsString(),
        () -> {
          if (!problem.isJsonNull()) {
            fail(problem.getAsString());
          }
        });
  }
}
