package capas.notebook;

import capas.notebook.CellSources.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** What the cells of a notebook have defined so far, and how the next one is run: by JShell. */
final class Session {

  /** What a cell can name without importing it. */
  private static final List<String> IMPORTS =
      List.of(
          "import java.io.*;",
          "import java.math.*;",
          "import java.nio.charset.*;",
          "import java.nio.file.*;",
          "import java.time.*;",
          "import java.util.*;",
          "import java.util.concurrent.*;",
          "import java.util.function.*;",
          "import java.util.stream.*;",
          "import capas.lab.*;",
          "import capas.words.Language;",
          "import static org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.display;",
          "import static org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.render;",
          "import static org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.updateDisplay;");

  private final CellThreads threads;
  private final CellControl control;
  private final JShell shell;
  private final CellSources sources = new CellSources();
  private final CompileErrors compileErrors;
  private final ThrownErrors thrownErrors = new ThrownErrors(sources);

  Session(CellThreads threads) {
    this.threads = threads;
    this.control = new CellControl(threads);
    this.shell =
        JShell.builder()
            .executionEngine(new InThisProcess(control), Map.of())
            .fileManager(CellClassPath::new)
            .build();
    this.compileErrors = new CompileErrors(shell, sources);
    IMPORTS.forEach(shell::eval);
  }

  private record InThisProcess(DirectExecutionControl control) implements ExecutionControlProvider {
    @Override
    public String name() {
      return "capas";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
      return control;
    }
  }

  SourceCodeAnalysis analysis() {
    return shell.sourceCodeAnalysis();
  }

  /**
   * Runs a cell.
   *
   * @param number of the cell, for what is said about errors
   * @return the value of the expression at its end; null where there is none
   */
  Object run(int number, String code) throws CellFailure {
    if (code.stripLeading().startsWith("%")) {
      throw Refusals.magic(code.stripLeading());
    }
    List<Snippet> declared = new ArrayList<>();
    Object last = null;
    int start = 0;
    while (start < code.length()) {
      String rest = code.substring(start);
      CompletionInfo info = analysis().analyzeCompletion(rest);
      Completeness completeness = info.completeness();
      if (completeness == Completeness.EMPTY) {
        break;
      }
      boolean whole = completeness.isComplete();
      if (!whole && completeness != Completeness.UNKNOWN) {
        throw Refusals.incomplete(new Piece(number, code, start), rest);
      }
      String source = whole ? info.source() : rest;
      int blank = source.length() - source.stripLeading().length();
      Piece piece = new Piece(number, code, start + blank);
      last = runPiece(piece, source.strip(), declared);
      start = whole ? code.length() - info.remaining().length() : code.length();
    }
    declared.forEach(compileErrors::warnIfUnusable);
    return last;
  }

  private Object runPiece(Piece piece, String source, List<Snippet> declared) throws CellFailure {
    if (threads.isInterrupted()) {
      throw Refusals.interrupted();
    }
    Object value = null;
    for (SnippetEvent event : shell.eval(source)) {
      if (event.causeSnippet() != null) {
        continue;
      }
      Snippet snippet = event.snippet();
      sources.put(snippet, piece);
      if (threads.isInterrupted()) {
        throw Refusals.interrupted();
      }
      if (event.exception() instanceof EvalException told) {
        throw thrownErrors.failure(told, control.thrown());
      }
      if (event.exception() instanceof UnresolvedReferenceException open) {
        throw compileErrors.unresolved(open);
      }
      if (event.status() == Status.REJECTED || event.status() == Status.NONEXISTENT) {
        throw compileErrors.failure(snippet, piece);
      }
      declared.add(snippet);
      value = isShown(snippet) ? control.result() : null;
    }
    return value;
  }

  private static boolean isShown(Snippet snippet) {
    return switch (snippet.subKind()) {
      case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND, TEMP_VAR_EXPRESSION_SUBKIND -> true;
      default -> false;
    };
  }

  /** What goes wrong outside of JShell, for instance while a value is shown. */
  CellFailure failure(Throwable thrown) {
    return thrownErrors.failure(thrown);
  }
}
