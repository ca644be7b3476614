package capas.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import capas.notebook.CellSources.Line;
import capas.notebook.CellSources.Piece;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CellSourcesTest {

  private final String code = "int a = 1; int b =\n  a +\n  c;\n";
  private final Piece second = new Piece(7, code, code.indexOf("int b"));

  @Test
  void count_lines_in_the_cell_and_not_in_the_piece() {
    assertEquals(new Line(7, 1, "int a = 1; int b ="), second.lineAt(0));
    assertEquals(new Line(7, 3, "  c;"), second.lineAt("int b =\n  a +\n  ".length()));
    assertEquals(new Line(7, 3, "  c;"), second.lineNumbered(3));
  }

  @Test
  void count_columns_in_the_line_of_the_cell() {
    assertEquals(11, second.columnAt(0));
    assertEquals(2, second.columnAt("int b =\n  a +\n  ".length()));
  }
}
