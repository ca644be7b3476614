package capas.render;

import capas.explain.Block;
import capas.explain.Block.Tree.Branch;
import capas.explain.Document;
import java.util.List;
import java.util.stream.Collectors;

/** A document as a fragment of HTML, for a notebook: no script, readable without its styles. */
public final class HtmlRenderer {

  private static final String LEFT = " style=\"text-align:left\"";
  private static final String CAPTION =
      " style=\"caption-side:top;text-align:left;white-space:nowrap;font-weight:bold\"";
  private static final String PRE =
      "<pre style=\"white-space:pre-wrap;overflow-wrap:anywhere;margin:0 0 .8em\">";

  /** One {@code <div>} in the document's language. */
  public String render(Document document) {
    return document.blocks().stream()
        .map(HtmlRenderer::block)
        .collect(
            Collectors.joining(
                "\n",
                "<div class=\"capas\" lang=\"" + document.language().code() + "\">\n",
                "\n</div>"));
  }

  private static String block(Block block) {
    return switch (block) {
      case Block.Paragraph paragraph -> Html.element("p", "", paragraph.text());
      case Block.Note note -> note(note);
      case Block.Command command -> command(command);
      case Block.Bar bar -> bar(bar);
      case Block.Table table -> table(table);
      case Block.Tree tree -> PRE + tree(tree) + "</pre>";
      case Block.Diagram diagram -> Svg.figure(diagram);
      case Block.Pile pile -> SvgBoxes.figure(pile);
      case Block.Flow flow -> SvgBoxes.figure(flow);
    };
  }

  private static String note(Block.Note note) {
    String mark =
        switch (note.kind()) {
          case RIGHT -> "✓ ";
          case WRONG -> "✗ ";
          case REMARK -> "";
        };
    return Html.element(
        "p",
        " style=\"white-space:pre-wrap;border-left:3px solid currentColor;padding-left:.7em\"",
        mark + note.text());
  }

  private static String command(Block.Command command) {
    StringBuilder out = new StringBuilder(PRE);
    command
        .lines()
        .forEach(line -> out.append(Html.element("strong", "", "$ " + line)).append('\n'));
    command.output().forEach(line -> out.append(Html.escape(line)).append('\n'));
    return out.append("</pre>").toString();
  }

  private static String bar(Block.Bar bar) {
    return "<p style=\"font-family:monospace;margin:0\">%s <progress value=\"%d\" max=\"%d\"></progress> %s</p>"
        .formatted(
            Html.escape(bar.label()),
            bar.done(),
            Math.max(1, bar.total()),
            Html.escape(bar.words()));
  }

  private static String table(Block.Table table) {
    StringBuilder out = new StringBuilder("<table>");
    out.append(Html.element("caption", CAPTION, table.caption()));
    out.append("<thead><tr>");
    table.header().forEach(name -> out.append(Html.element("th", " scope=\"col\"" + LEFT, name)));
    out.append("</tr></thead><tbody>");
    for (List<String> row : table.rows()) {
      out.append("<tr>");
      out.append(Html.element("th", " scope=\"row\"" + LEFT, row.getFirst()));
      row.stream().skip(1).forEach(cell -> out.append(Html.element("td", LEFT, cell)));
      out.append("</tr>");
    }
    return out.append("</tbody></table>").toString();
  }

  private static String tree(Block.Tree tree) {
    StringBuilder out = new StringBuilder(Html.escape(tree.top().name())).append('\n');
    branches(tree.top(), "", out);
    return out.toString();
  }

  private static void branches(Branch parent, String indent, StringBuilder out) {
    for (Branch branch : parent.branches()) {
      boolean last = branch == parent.branches().getLast();
      out.append(indent)
          .append(last ? "└── " : "├── ")
          .append(Html.escape(branch.name()))
          .append(branch.remark().isEmpty() ? "" : Html.element("em", "", "   " + branch.remark()))
          .append('\n');
      branches(branch, indent + (last ? "    " : "│   "), out);
    }
  }
}
