package capas.page;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A notebook in Jupyter's page: the two pages that Debian has are clicked differently. */
sealed interface JupyterPage {

  /** From the address that {@code ./capas lab} prints to this notebook, by clicking. */
  void open(URI address, String notebook);

  /** Runs all cells from the menu and waits for the end of the last. */
  void runAll();

  /** What stands in red. */
  List<String> errors();

  static boolean isLab() {
    return Files.exists(Path.of("/usr/bin/jupyter-lab"));
  }

  static JupyterPage in(Browser browser) {
    return isLab() ? new Lab(browser) : new Classic(browser);
  }

  /** Jupyter Notebook 6. */
  record Classic(Browser browser) implements JupyterPage {

    @Override
    public void open(URI address, String notebook) {
      browser.go(address);
      browser.clickLink(notebook);
      browser.turnToNewPage();
      browser.until(
          "an idle kernel", () -> browser.isTrue("document.querySelector('.kernel_idle_icon')"));
    }

    @Override
    public void runAll() {
      browser.click("#celllink");
      browser.click("#run_all_cells");
      browser.until("numbers on all cells", this::isDone);
    }

    private boolean isDone() {
      return browser.texts(".code_cell .input_prompt").stream()
              .allMatch(prompt -> prompt.matches("(?s).*\\[\\d+]:?.*"))
          && browser.isTrue("document.querySelector('.kernel_idle_icon')");
    }

    @Override
    public List<String> errors() {
      return browser.texts(".output_error");
    }
  }

  /** JupyterLab 4. */
  record Lab(Browser browser) implements JupyterPage {

    private static final String RUN_MENU =
        "[...document.querySelectorAll('.lm-MenuBar-itemLabel')]"
            + ".find(item => /^(Run|Ejecutar)$/.test(item.textContent))";

    @Override
    public void open(URI address, String notebook) {
      String opened = address.toString().replace("?", "/" + notebook + "?");
      browser.go(URI.create(opened));
      browser.until("the menu", () -> browser.isTrue(RUN_MENU));
      browser.until(
          "an idle kernel",
          () ->
              browser.isTrue(
                  "document.querySelector('.jp-Notebook-ExecutionIndicator[data-status=idle]')"));
    }

    @Override
    public void runAll() {
      browser.isTrue(
          RUN_MENU + ".parentElement.dispatchEvent(new MouseEvent('mousedown', {bubbles: true}))");
      browser.click("[data-command='runmenu:run-all']");
      browser.until("numbers on all cells", this::isDone);
    }

    private boolean isDone() {
      return browser.texts(".jp-CodeCell .jp-InputPrompt").stream()
          .allMatch(prompt -> prompt.matches("(?s).*\\[\\d+]:?.*"));
    }

    @Override
    public List<String> errors() {
      return browser.texts(
          "[data-mime-type='application/vnd.jupyter.stderr'], .jp-RenderedText[data-mime-type='application/vnd.jupyter.error']");
    }
  }
}
