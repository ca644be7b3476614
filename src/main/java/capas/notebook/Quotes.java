package capas.notebook;

import capas.notebook.CellSources.Line;

/** Lines of a cell, quoted in an error. */
final class Quotes {

  private Quotes() {}

  /** The line behind its number: {@code 3 | int x;}. */
  static String line(Line line) {
    return "%4d | %s".formatted(line.number(), line.text());
  }

  /** Underlines columns of the line quoted above, from 0, the end excluded. */
  static String underline(Line line, int start, int end) {
    int last = Math.min(Math.max(end, start + 1), Math.max(line.text().length(), start + 1));
    // A tab stays a tab, so that the marks stand below what they mark.
    String margin = line.text().substring(0, Math.min(start, line.text().length()));
    return "     | " + margin.replaceAll("[^\t]", " ") + Paint.mark("^".repeat(last - start));
  }
}
