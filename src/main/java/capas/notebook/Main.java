package capas.notebook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.FutureTask;

/**
 * The Jupyter kernel, as the kernelspecs in {@code lib/kernels} start it: {@code java -cp
 * lib/capas.jar capas.notebook.Main CONNECTION_FILE}.
 *
 * <p>With {@code --rehearse} instead of a file it plays a short session with itself and ends. That
 * is how the class archive is made which halves the start; the flags must be those of the
 * kernelspec, and the path of the jar, too:
 *
 * <pre>{@code
 * java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:ArchiveClassesAtExit=$LIB/capas.jsa \
 *     -Xlog:disable -Xlog:all=off -cp $LIB/capas.jar capas.notebook.Main --rehearse
 * }</pre>
 *
 * <p>On JDK 25 and later {@code -XX:AOTCacheOutput=} in the place of {@code
 * -XX:ArchiveClassesAtExit=} makes an archive that the same kernelspec takes, and a start shorter
 * by a fifth.
 *
 * <p>An archive that does not fit the JDK or the jar any more is ignored in silence, and the start
 * is slow again.
 */
public final class Main {

  /** As the manifest of the jar says. */
  static final String VERSION =
      Optional.ofNullable(Main.class.getPackage().getImplementationVersion()).orElse("0");

  private Main() {}

  public static void main(String[] arguments) throws IOException {
    // Otherwise the logging library that JJava brings complains to the server's terminal.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    // The compiler takes the longest by far: it warms while the sockets are being bound.
    CellThreads threads = new CellThreads();
    FutureTask<Session> warming = new FutureTask<>(() -> new Session(threads));
    Life.daemon("warming", warming);
    boolean rehearsal = arguments[0].equals("--rehearse");
    ConnectionFile file =
        rehearsal ? Rehearsal.connection() : ConnectionFile.read(Path.of(arguments[0]));
    Wire wire = new Wire(file);
    Notebook notebook = new Notebook(wire, threads, warming);
    Life.prepareEnd(notebook::lastWords);
    Life.endWith(System.getenv("JPY_PARENT_PID"));
    Life.daemon("cells", notebook::work);
    wire.publish(null, "status", Fields.of("execution_state", "starting"));
    if (rehearsal) {
      Life.daemon("rehearsal", () -> Rehearsal.play(file));
    }
    wire.listen(notebook);
  }
}
