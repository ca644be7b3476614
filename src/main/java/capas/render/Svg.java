package capas.render;

import capas.explain.Block.Diagram;
import capas.explain.Block.Diagram.Cell;
import capas.explain.Block.Diagram.Row;
import java.util.List;

/**
 * The figure of a diagram. Lines and words take the colour of the text around it, so that it reads
 * on a light page and on a dark one.
 */
final class Svg {

  private static final int MARGIN = 4;
  private static final int LABEL_WIDTH = 90;
  private static final int CELL_HEIGHT = 30;
  private static final int ROW_HEIGHT = 58;
  private static final int CHARACTER_WIDTH = 8;
  private static final int LEAST_COLUMN_WIDTH = 84;

  private final StringBuilder out = new StringBuilder();
  private final Diagram diagram;
  private final int columnWidth;

  private Svg(Diagram diagram) {
    this.diagram = diagram;
    int longest =
        diagram.rows().stream()
            .flatMap(row -> row.cells().stream())
            .mapToInt(cell -> cell.word().length())
            .max()
            .orElse(0);
    this.columnWidth = Math.max(LEAST_COLUMN_WIDTH, (longest + 3) * CHARACTER_WIDTH);
  }

  /** The picture with its title and its words, and the legend below. */
  static String figure(Diagram diagram) {
    return "<figure style=\"margin:0;overflow-x:auto\">"
        + new Svg(diagram).draw()
        + Html.element("figcaption", "", diagram.legend())
        + "</figure>";
  }

  private String draw() {
    int width = 2 * MARGIN + LABEL_WIDTH + diagram.columns().size() * columnWidth;
    int height = 2 * MARGIN + (diagram.rows().size() - 1) * ROW_HEIGHT + CELL_HEIGHT;
    out.append(start(diagram.title(), diagram.twin(), width, height));
    for (int row = 0; row < diagram.rows().size(); row++) {
      row(row);
    }
    return out.append("</svg>").toString();
  }

  /** The opening of a picture, with its title and itself in words. */
  static String start(String title, String twin, int width, int height) {
    String id = "capas-" + Integer.toHexString(twin.hashCode());
    return ("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\""
                + " aria-labelledby=\"%s-t %s-d\" width=\"%d\" height=\"%d\""
                + " viewBox=\"0 0 %d %d\" font-family=\"monospace\" font-size=\"13\""
                + " fill=\"none\" stroke=\"currentColor\">")
            .formatted(id, id, width, height, width, height)
        + Html.element("title", " id=\"" + id + "-t\"", title)
        + Html.element("desc", " id=\"" + id + "-d\"", twin);
  }

  private void row(int number) {
    Row row = diagram.rows().get(number);
    int y = MARGIN + number * ROW_HEIGHT;
    int right = LABEL_WIDTH + diagram.columns().size() * columnWidth;
    text(MARGIN, y + CELL_HEIGHT / 2 + 5, "start", row.layer(), " font-weight=\"bold\"");
    line(LABEL_WIDTH, y + CELL_HEIGHT, right, y + CELL_HEIGHT, " stroke-opacity=\"0.4\"");
    List<Cell> cells = row.cells();
    for (int column = 0; column < cells.size(); column++) {
      int x = MARGIN + LABEL_WIDTH + column * columnWidth;
      cell(cells.get(column), x, y);
      if (number > 0 && cells.get(column).seen()) {
        arrow(x + columnWidth / 2, y, isFree(column, number));
      }
    }
  }

  /** Whether nothing lies between this cell and the first row. */
  private boolean isFree(int column, int row) {
    return diagram.rows().subList(1, row).stream()
        .allMatch(above -> above.cells().get(column).shape() == Diagram.Shape.NOTHING);
  }

  private void cell(Cell cell, int x, int y) {
    int width = columnWidth - 10;
    switch (cell.shape()) {
      case NOTHING -> {
        return;
      }
      case FILE -> box(x, y, width, "");
      case FOLDER -> box(x, y, width, " rx=\"9\" stroke-width=\"2\"");
      case WHITEOUT -> {
        box(x, y, width, " stroke-dasharray=\"4 3\"");
        line(x, y, x + 9, y + CELL_HEIGHT, "");
        line(x + width - 9, y, x + width, y + CELL_HEIGHT, "");
      }
    }
    text(x + width / 2, y + CELL_HEIGHT / 2 + 5, "middle", cell.word(), "");
  }

  private void box(int x, int y, int width, String attributes) {
    out.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"%s/>"
            .formatted(x, y, width, CELL_HEIGHT, attributes));
  }

  /** Up to the first row where the way is free, else only out of the cell. */
  private void arrow(int middle, int y, boolean free) {
    int x = middle - 5;
    int top = free ? MARGIN + CELL_HEIGHT + 2 : y - ROW_HEIGHT + CELL_HEIGHT + 2;
    line(x, y, x, top, "");
    out.append("<path d=\"M%d %d l4 7 l-8 0 z\" fill=\"currentColor\"/>".formatted(x, top));
  }

  private void line(int x, int y, int toX, int toY, String attributes) {
    out.append(
        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"%s/>".formatted(x, y, toX, toY, attributes));
  }

  private void text(int x, int y, String anchor, String words, String attributes) {
    String place =
        " x=\"%d\" y=\"%d\" text-anchor=\"%s\" stroke=\"none\" fill=\"currentColor\"%s"
            .formatted(x, y, anchor, attributes);
    out.append(Html.element("text", place, words));
  }
}
