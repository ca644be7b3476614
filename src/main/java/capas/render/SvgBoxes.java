package capas.render;

import capas.explain.Block;
import java.util.List;

/** Figures made of boxes with words; they take the colour of the text around them. */
final class SvgBoxes {

  private static final int MARGIN = 6;
  private static final int CHARACTER_WIDTH = 8;
  private static final int LINE_HEIGHT = 18;
  private static final int GAP = 44;

  private SvgBoxes() {}

  static String figure(Block.Pile pile) {
    int longest =
        pile.topFirst().stream()
            .mapToInt(part -> part.label().length() + part.words().length() + 3)
            .max()
            .orElse(0);
    int inner = Math.max(longest, pile.whole().length()) * CHARACTER_WIDTH + 2 * MARGIN;
    int height = LINE_HEIGHT + 3 * MARGIN;
    int width = inner + 4 * MARGIN;
    int all = LINE_HEIGHT + 3 * MARGIN + pile.topFirst().size() * (height + MARGIN) + 2 * MARGIN;
    StringBuilder out = new StringBuilder(Svg.start(pile.title(), pile.twin(), width, all));
    out.append(box(MARGIN, MARGIN, width - 2 * MARGIN, all - 2 * MARGIN, " rx=\"9\""));
    out.append(
        text(2 * MARGIN, MARGIN + LINE_HEIGHT, "start", pile.whole(), " font-weight=\"bold\""));
    int y = LINE_HEIGHT + 3 * MARGIN;
    for (Block.Pile.Part part : pile.topFirst()) {
      out.append(box(2 * MARGIN, y, inner, height, ""));
      out.append(text(3 * MARGIN, y + height / 2 + 5, "start", part.label(), ""));
      out.append(text(MARGIN + inner, y + height / 2 + 5, "end", part.words(), ""));
      y += height + MARGIN;
    }
    return figure(out.append("</svg>").toString(), pile.legend());
  }

  static String figure(Block.Flow flow) {
    int columns = flow.heads().size();
    int[] widths = new int[columns];
    for (int column = 0; column < columns; column++) {
      int at = column;
      int longest =
          flow.rows().stream()
              .map(row -> row.get(at))
              .mapToInt(box -> Math.max(box.name().length(), box.remark().length()))
              .max()
              .orElse(0);
      widths[column] =
          Math.max(longest, flow.heads().get(column).length()) * CHARACTER_WIDTH + 2 * MARGIN;
    }
    int width = 2 * MARGIN + (columns - 1) * GAP + java.util.Arrays.stream(widths).sum();
    int rowHeight = 2 * LINE_HEIGHT + 3 * MARGIN;
    int height = 2 * MARGIN + 2 * LINE_HEIGHT + flow.rows().size() * (rowHeight + 2 * MARGIN);
    StringBuilder out = new StringBuilder(Svg.start(flow.title(), flow.twin(), width, height));
    int x = MARGIN;
    for (int column = 0; column < columns; column++) {
      int middle = x + widths[column] / 2;
      out.append(
          text(
              middle,
              MARGIN + LINE_HEIGHT,
              "middle",
              flow.heads().get(column),
              " font-weight=\"bold\""));
      int y = MARGIN + 2 * LINE_HEIGHT;
      for (List<Block.Flow.Box> row : flow.rows()) {
        out.append(box(row.get(column), x, y, widths[column], rowHeight));
        if (column < columns - 1) {
          out.append(arrow(x + widths[column], y + rowHeight / 2));
        }
        y += rowHeight + 2 * MARGIN;
      }
      x += widths[column] + GAP;
    }
    return figure(out.append("</svg>").toString(), flow.legend());
  }

  private static String box(Block.Flow.Box words, int x, int y, int width, int height) {
    int middle = x + width / 2;
    String frame = box(x, y, width, height, "");
    if (words.remark().isEmpty()) {
      return frame + text(middle, y + height / 2 + 5, "middle", words.name(), "");
    }
    return frame
        + text(middle, y + height / 2 - 4, "middle", words.name(), "")
        + text(middle, y + height / 2 + 14, "middle", words.remark(), "");
  }

  private static String arrow(int x, int y) {
    return "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>".formatted(x + 3, y, x + GAP - 6, y)
        + "<path d=\"M%d %d l-7 -4 l0 8 z\" fill=\"currentColor\"/>".formatted(x + GAP - 3, y);
  }

  private static String box(int x, int y, int width, int height, String attributes) {
    return "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"%s/>"
        .formatted(x, y, width, height, attributes);
  }

  private static String text(int x, int y, String anchor, String words, String attributes) {
    return Html.element(
        "text",
        " x=\"%d\" y=\"%d\" text-anchor=\"%s\" stroke=\"none\" fill=\"currentColor\"%s"
            .formatted(x, y, anchor, attributes),
        words);
  }

  private static String figure(String svg, String legend) {
    return "<figure style=\"margin:0;overflow-x:auto\">"
        + svg
        + Html.element("figcaption", "", legend)
        + "</figure>";
  }
}
