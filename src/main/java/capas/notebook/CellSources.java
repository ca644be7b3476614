package capas.notebook;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.Snippet;

/** Which cell each piece of code came from, so that errors can be told in lines of the notebook. */
final class CellSources {

  /** A line of a cell, counted from 1 as editors do. */
  record Line(int cell, int number, String text) {}

  /** A piece of a cell: JShell knows pieces, a student knows cells. */
  record Piece(int cell, String cellCode, int start) {

    /** The line of the cell that holds this position of the piece. */
    Line lineAt(int positionInPiece) {
      int position = Math.min(start + positionInPiece, cellCode.length());
      int number = (int) cellCode.substring(0, position).chars().filter(c -> c == '\n').count();
      return line(number);
    }

    /** The column, from 0, of this position of the piece in its line. */
    int columnAt(int positionInPiece) {
      int position = Math.min(start + positionInPiece, cellCode.length());
      return position - (cellCode.lastIndexOf('\n', position - 1) + 1);
    }

    private Line line(int index) {
      List<String> lines = cellCode.lines().toList();
      return new Line(cell, index + 1, index < lines.size() ? lines.get(index) : "");
    }

    /** The line of the cell that is this line, from 1, of the piece. */
    Line lineNumbered(int numberInPiece) {
      return line(lineAt(0).number() + numberInPiece - 2);
    }
  }

  private final Map<String, Piece> pieces = new HashMap<>();

  void put(Snippet snippet, Piece piece) {
    pieces.put(snippet.id(), piece);
  }

  Optional<Piece> of(Snippet snippet) {
    return Optional.ofNullable(pieces.get(snippet.id()));
  }

  /** The student's line where this frame of a stack is; JShell names the file of a frame #ID. */
  Optional<Line> lineOf(StackTraceElement frame) {
    String file = frame.getFileName();
    if (file == null || !file.startsWith("#")) {
      return Optional.empty();
    }
    return Optional.ofNullable(pieces.get(file.substring(1)))
        .map(piece -> piece.lineNumbered(frame.getLineNumber()));
  }
}
