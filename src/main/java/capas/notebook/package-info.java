/**
 * A Jupyter kernel for Java, and the extension that shows our values in any kernel built on JJava.
 *
 * <p>A request comes in through {@code Wire}; {@code Notebook} answers it at once or puts it in the
 * queue of cells; {@code CellRun} has {@code Session} run it in JShell and publishes what it prints
 * ({@code CellOutput}), gives (JJava's renderers) and throws ({@code ThrownErrors}, {@code
 * CompileErrors}). Start with {@link capas.notebook.Main}, then {@code Notebook}.
 *
 * <p>This package knows nothing of layers and overlays: it shows what {@code explain} can tell. It
 * has no magics and no widgets.
 */
package capas.notebook;
