package capas.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Debian's Jupyter, with folders of our own: what a student has set up for themselves is neither
 * used nor changed.
 */
final class Jupyter {

  /**
   * Not the one on the PATH, which may be another Python that knows nothing of Debian's Jupyter.
   */
  static final String PYTHON = "/usr/bin/python3";

  private static final String LAB = "/usr/bin/jupyter-lab";
  private static final String NOTEBOOK = "/usr/bin/jupyter-notebook";

  /** Module of Python to package of Debian: what it takes to run a notebook without a page. */
  private static final Map<String, String> HEADLESS =
      Map.of(
          "nbclient", "python3-nbclient",
          "nbconvert", "python3-nbconvert",
          "jupyter_client", "python3-jupyter-client");

  private static final String WHICH_ARE_MISSING =
      "import sys, importlib.util as u; print(*[m for m in sys.argv[1:] if not u.find_spec(m)])";

  private final Path state;

  private Jupyter(Path state) {
    this.state = state;
  }

  /** Ready to run notebooks without a page; installs what is missing. */
  static Jupyter headless(Home home) {
    install(missing());
    return ready(home);
  }

  /** Ready to show notebooks in a browser as well. */
  static Jupyter withPage(Home home) {
    List<String> missing = new ArrayList<>(missing());
    if (!hasLab() && !Files.isExecutable(Path.of(NOTEBOOK))) {
      missing.add(Debian.offers("jupyterlab") ? "jupyterlab" : "jupyter-notebook");
    }
    install(missing);
    return ready(home);
  }

  private static void install(List<String> packages) {
    if (!packages.isEmpty()) {
      Debian.install(packages);
    }
  }

  private static Jupyter ready(Home home) {
    Jupyter jupyter = new Jupyter(home.state());
    ClassArchive archive = new ClassArchive(home, jupyter.state);
    archive.make();
    new Kernels(home, jupyter.state.resolve("jupyter/kernels"), archive).write();
    jupyter.unpacked("jupyter/config/labconfig/page_config.json");
    return jupyter;
  }

  /** The packages without which no notebook runs here. */
  static List<String> missing() {
    List<String> question = new ArrayList<>(List.of(PYTHON, "-I", "-c", WHICH_ARE_MISSING));
    question.addAll(HEADLESS.keySet());
    Said answer = Said.by(question);
    List<String> modules =
        answer.code() == 0
            ? List.of(answer.text().strip().split("\\s+"))
            : List.copyOf(HEADLESS.keySet());
    return modules.stream().filter(HEADLESS::containsKey).map(HEADLESS::get).sorted().toList();
  }

  static boolean hasLab() {
    return Files.isExecutable(Path.of(LAB));
  }

  /** The server with a page: JupyterLab where Debian has it, else Notebook. */
  static String server() {
    return hasLab() ? LAB : NOTEBOOK;
  }

  /** A command that finds our kernels and leaves the user's own Jupyter alone. */
  ProcessBuilder command(List<String> words) {
    ProcessBuilder builder = new ProcessBuilder(words);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("PYTHON") || name.startsWith("JUPYTER"));
    Path own = state.resolve("jupyter");
    environment.put("JUPYTER_PATH", own.toString());
    environment.put("JUPYTER_DATA_DIR", own.toString());
    environment.put("JUPYTER_CONFIG_DIR", own.resolve("config").toString());
    environment.put("JUPYTER_RUNTIME_DIR", own.resolve("runtime").toString());
    environment.put("JUPYTERLAB_DIR", "/usr/share/jupyter/lab");
    environment.put("IPYTHONDIR", own.resolve("ipython").toString());
    environment.put("PYTHONNOUSERSITE", "1");
    return builder;
  }

  /** A file that travels in the jar, put where Python can read it. */
  Path unpacked(String resource) {
    Path file = state.resolve(resource);
    try (var bytes = Jupyter.class.getResourceAsStream(resource)) {
      Atomic.write(file, bytes.readAllBytes());
      return file;
    } catch (IOException e) {
      throw new CommandException.Unusable(file, e);
    }
  }

  Path state() {
    return state;
  }
}
