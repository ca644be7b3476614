package capas.notebook;

import capas.notebook.CellSources.Line;
import capas.notebook.CellSources.Piece;
import capas.words.Language;
import capas.words.Phrases;
import java.util.ArrayList;
import java.util.List;

/** Cells that end before Java sees them, or that the student ended. */
final class Refusals {

  private Refusals() {}

  /** A cell that begins as those of other Jupyter languages do: {@code %ls}, {@code %%bash}. */
  static CellFailure magic(String code) {
    String word = code.lines().findFirst().orElse("").split("\\s")[0];
    return failure("NotJava", "magic", List.of(), word);
  }

  /** A cell that stops in the middle of something. */
  static CellFailure incomplete(Piece piece, String rest) {
    int blank = rest.length() - rest.stripLeading().length();
    Line line = piece.lineAt(blank);
    List<String> quote = List.of(Quotes.line(line));
    return failure("CompilationError", "incomplete", quote, line.cell(), line.number());
  }

  static CellFailure interrupted() {
    return failure("Interrupted", "interrupted", List.of());
  }

  private static CellFailure failure(String name, String key, List<String> quote, Object... facts) {
    Phrases phrases = Phrases.of(Refusals.class, Language.current());
    String sentence = phrases.say(key + ".what", facts);
    List<String> lines = new ArrayList<>(List.of(Paint.headline(sentence)));
    lines.addAll(quote);
    lines.add(phrases.say(key + ".next", facts));
    return new CellFailure(name, sentence, lines);
  }
}
