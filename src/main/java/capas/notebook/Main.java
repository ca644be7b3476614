package capas.notebook;

import java.io.IOException;
import java.nio.file.Path;

/** The Jupyter kernel: {@code java -cp lib/capas.jar capas.notebook.Main CONNECTION_FILE}. */
public final class Main {

  static final String VERSION = "0.1";

  private Main() {}

  public static void main(String[] arguments) throws IOException {
    // Otherwise the logging library that JJava brings complains to the server's terminal.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Wire wire = new Wire(ConnectionFile.read(Path.of(arguments[0])));
    Notebook notebook = new Notebook(wire);
    Life.prepareEnd(notebook::lastWords);
    Life.endWith(System.getenv("JPY_PARENT_PID"));
    Life.daemon("cells", notebook::work);
    wire.publish(null, "status", Fields.of("execution_state", "starting"));
    wire.listen(notebook);
  }
}
