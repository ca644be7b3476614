package capas.notebook;

import java.util.List;

/** A cell ended in an error, which is already in the student's words. */
@SuppressWarnings("serial")
final class CellFailure extends Exception {

  private final String name;
  private final List<String> lines;

  /**
   * What a client is told.
   *
   * @param name the kind of error, in one word
   * @param sentence the error in one sentence
   * @param lines the whole text, with the colours of a terminal
   */
  CellFailure(String name, String sentence, List<String> lines) {
    super(sentence, null, false, false);
    this.name = name;
    this.lines = List.copyOf(lines);
  }

  String name() {
    return name;
  }

  List<String> lines() {
    return lines;
  }
}
