package capas.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.Copy;
import capas.OpenLab;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Spanish notebook of lesson 1, opened from {@code ./capas lab} and run by clicking. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class NotebookPageTest {

  private static final String LESSON = "01-overlayfs.ipynb";

  @TempDir private static Path folder;
  private static OpenLab lab;
  private static Browser browser;

  @BeforeAll
  static void open_the_notebook_and_run_all() throws IOException, InterruptedException {
    Browser.need();
    lab = OpenLab.of(Copy.in(folder).withoutOutputs().script());
    browser = Browser.open(folder.resolve("profile"));
    JupyterPage page = JupyterPage.in(browser);
    page.open(lab.address(), LESSON);
    page.runAll();
    browser.screenshot(Path.of("target/page/01-overlayfs-es.png"));
  }

  @AfterAll
  static void close() throws IOException {
    if (browser != null) {
      browser.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void shows_the_whiteout_as_the_shell_does() {
    assertTrue(
        browser.text().matches("(?s).*c--------- +2 root +root +0, 0 .* f2\n.*"), browser.text());
  }

  @Test
  void draws_the_layers_in_a_picture_with_a_title() {
    List<String> titles = browser.texts("svg title");
    assertFalse(titles.isEmpty(), "no picture");
    assertTrue(titles.getFirst().contains("overlay"), titles.toString());
  }

  @Test
  void every_check_of_the_work_holds() {
    assertTrue(browser.text().contains("Las 4 comprobaciones se cumplen"), browser.text());
  }

  @Test
  void no_step_ends_in_an_error() {
    assertEquals(List.of(), JupyterPage.in(browser).errors());
  }

  @Test
  void the_browser_has_nothing_to_complain_of() {
    assertEquals(List.of(), browser.complaints());
  }
}
