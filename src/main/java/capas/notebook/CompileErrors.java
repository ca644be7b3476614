package capas.notebook;

import capas.notebook.CellSources.Line;
import capas.notebook.CellSources.Piece;
import capas.words.Language;
import capas.words.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;

/** What the compiler has against a cell, below the student's own line. */
final class CompileErrors {

  private static final String NAME = "CompilationError";

  /** The compiler speaks English; to what beginners meet most, a sentence in their own language. */
  private static final Map<String, String> HINTS =
      Map.ofEntries(
          Map.entry("cant.resolve", "hint.unknown-name"),
          Map.entry("cant.resolve.args", "hint.unknown-name"),
          Map.entry("cant.resolve.location", "hint.unknown-name"),
          Map.entry("cant.resolve.location.args", "hint.unknown-method"),
          Map.entry("cant.apply.symbol", "hint.arguments"),
          Map.entry("cant.apply.symbols", "hint.arguments"),
          Map.entry("doesnt.exist", "hint.package"),
          Map.entry("does.not.override.abstract", "hint.abstract"),
          Map.entry("expected", "hint.punctuation"),
          Map.entry("expected2", "hint.punctuation"),
          Map.entry("expected3", "hint.punctuation"),
          Map.entry("illegal.start.of.expr", "hint.punctuation"),
          Map.entry("missing.ret.stmt", "hint.return"),
          Map.entry("not.def.public.cant.access", "hint.not-public"),
          Map.entry("not.stmt", "hint.statement"),
          Map.entry("prob.found.req", "hint.types"),
          Map.entry("report.access", "hint.not-public"),
          Map.entry("unclosed.str.lit", "hint.quotes"),
          Map.entry("unreported.exception.need.to.catch.or.throw", "hint.checked"),
          Map.entry("var.might.not.have.been.initialized", "hint.initialized"));

  private final JShell shell;
  private final CellSources sources;

  CompileErrors(JShell shell, CellSources sources) {
    this.shell = shell;
    this.sources = sources;
  }

  /** Why the compiler refused this piece. */
  CellFailure failure(Snippet snippet, Piece piece) {
    Phrases phrases = phrases();
    List<Diag> errors = shell.diagnostics(snippet).filter(Diag::isError).toList();
    Line first = piece.lineAt(errors.isEmpty() ? 0 : position(errors.getFirst()));
    List<String> lines = new ArrayList<>();
    lines.add(Paint.headline(phrases.say("compile.what", first.cell(), first.number())));
    for (Diag error : errors) {
      Line line = piece.lineAt(position(error));
      int column = piece.columnAt(position(error));
      lines.add(Quotes.line(line));
      lines.add(Quotes.underline(line, column, column + length(error)));
      lines.addAll(said(error));
      hint(error).ifPresent(key -> lines.add(phrases.say(key)));
    }
    String sentence =
        errors.stream()
            .limit(1)
            .flatMap(error -> said(error).stream())
            .map(line -> line.strip().replaceAll("\\s+", " "))
            .collect(Collectors.joining(", "));
    return new CellFailure(NAME, sentence, lines);
  }

  private static int position(Diag error) {
    return Math.toIntExact(Math.max(0, error.getStartPosition()));
  }

  private static int length(Diag error) {
    return Math.toIntExact(Math.max(1, error.getEndPosition() - error.getStartPosition()));
  }

  private static List<String> said(Diag error) {
    return error
        .getMessage(Locale.ENGLISH)
        .lines()
        .map(line -> StudentNames.in(line).replaceAll("\\bjava\\.lang\\.(?=[A-Z])", ""))
        // JShell's own wrapper class, of which no student knows.
        .filter(line -> !line.strip().startsWith("location:"))
        .toList();
  }

  private static Optional<String> hint(Diag error) {
    String code = error.getCode().replaceFirst("^compiler\\.err\\.", "");
    return Optional.ofNullable(HINTS.get(code));
  }

  /** A method or class was used that still waits for a name that no cell has defined. */
  CellFailure unresolved(UnresolvedReferenceException open) {
    String sentence = waiting(open.getSnippet());
    List<String> lines = new ArrayList<>(List.of(Paint.headline(sentence)));
    sources.of(open.getSnippet()).ifPresent(piece -> lines.add(Quotes.line(piece.lineAt(0))));
    lines.add(phrases().say("waiting.next"));
    return new CellFailure("NotDefinedYet", sentence, lines);
  }

  /** Says, without failing the cell, that a declaration cannot be used as yet. */
  void warnIfUnusable(Snippet snippet) {
    switch (shell.status(snippet)) {
      case RECOVERABLE_DEFINED, RECOVERABLE_NOT_DEFINED ->
          System.err.println(waiting((DeclarationSnippet) snippet));
      default -> {}
    }
  }

  private String waiting(DeclarationSnippet snippet) {
    String missing =
        shell
            .unresolvedDependencies(snippet)
            .map(name -> name.replaceFirst("^(class|method|variable) ", ""))
            .collect(Collectors.joining(", "));
    if (missing.isEmpty()) {
      missing =
          shell.diagnostics(snippet).flatMap(error -> said(error).stream()).findFirst().orElse("?");
    }
    String name = ((PersistentSnippet) snippet).name();
    return phrases().say("waiting.what", name, missing);
  }

  private static Phrases phrases() {
    return Phrases.of(CompileErrors.class, Language.current());
  }
}
