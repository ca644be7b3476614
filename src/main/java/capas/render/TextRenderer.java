package capas.render;

import capas.explain.Block;
import capas.explain.Block.Diagram;
import capas.explain.Block.Tree.Branch;
import capas.explain.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A document as plain text, for a terminal. */
public final class TextRenderer {

  /** So that a layer's bytes, rate and time fit 80 columns. */
  private static final int BAR_WIDTH = 8;

  /** The text, with no line end at its end; blocks are parted by an empty line. */
  public String render(Document document) {
    return document.blocks().stream().map(TextRenderer::block).collect(Collectors.joining("\n\n"));
  }

  private static String block(Block block) {
    List<String> lines =
        switch (block) {
          case Block.Paragraph paragraph -> List.of(paragraph.text());
          case Block.Note note -> List.of(mark(note.kind()) + note.text());
          case Block.Command command -> command(command);
          case Block.Bar bar -> List.of(bar(bar));
          case Block.Table table -> table(table);
          case Block.Tree tree -> tree(tree);
          case Diagram diagram -> diagram(diagram);
          case Block.Pile pile -> pile(pile);
          case Block.Flow flow -> flow(flow);
        };
    return lines.stream().map(TextRenderer::harmless).collect(Collectors.joining("\n"));
  }

  /**
   * A file may be named so that a terminal takes it for an order: those characters are not sent.
   */
  private static String harmless(String line) {
    return line.replaceAll("[\\p{Cntrl}\\x80-\\x9f&&[^\\n\\t]]", "?");
  }

  private static String mark(Block.Note.Kind kind) {
    return switch (kind) {
      case RIGHT -> "✓ ";
      case WRONG -> "✗ ";
      case REMARK -> "· ";
    };
  }

  private static List<String> command(Block.Command command) {
    List<String> lines = new ArrayList<>();
    command.lines().forEach(line -> lines.add("$ " + line));
    lines.addAll(command.output());
    return lines;
  }

  private static String bar(Block.Bar bar) {
    int full = bar.total() == 0 ? BAR_WIDTH : (int) (bar.done() * BAR_WIDTH / bar.total());
    return "%s [%s%s] %s"
        .formatted(bar.label(), "=".repeat(full), "-".repeat(BAR_WIDTH - full), bar.words());
  }

  private static List<String> table(Block.Table table) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(table.header());
    rows.addAll(table.rows());
    List<String> lines = new ArrayList<>();
    lines.add(table.caption() + ":");
    Columns.align(rows).forEach(line -> lines.add("  " + line));
    return lines;
  }

  private static List<String> tree(Block.Tree tree) {
    List<String> lines = new ArrayList<>();
    lines.add(tree.top().name());
    branches(tree.top(), "", lines);
    return lines;
  }

  private static void branches(Branch parent, String indent, List<String> lines) {
    for (Branch branch : parent.branches()) {
      boolean last = branch == parent.branches().getLast();
      String remark = branch.remark().isEmpty() ? "" : "   " + branch.remark();
      lines.add(indent + (last ? "└── " : "├── ") + branch.name() + remark);
      branches(branch, indent + (last ? "    " : "│   "), lines);
    }
  }

  private static List<String> diagram(Diagram diagram) {
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of(""));
    header.addAll(diagram.columns());
    rows.add(header);
    for (Diagram.Row row : diagram.rows()) {
      List<String> cells = new ArrayList<>(List.of(row.layer()));
      boolean isMerged = row == diagram.rows().getFirst();
      row.cells().forEach(cell -> cells.add(cell(cell, isMerged)));
      rows.add(cells);
    }
    List<String> lines = new ArrayList<>();
    lines.add(diagram.title() + ":");
    Columns.align(rows).forEach(line -> lines.add("  " + line));
    lines.add(diagram.legend());
    return lines;
  }

  private static String cell(Diagram.Cell cell, boolean isMerged) {
    return switch (cell.shape()) {
      case NOTHING -> "·";
      case FILE, FOLDER -> "[" + cell.word() + "]" + (cell.seen() && !isMerged ? "↑" : "");
      case WHITEOUT -> "×" + cell.word() + "×";
    };
  }

  private static List<String> pile(Block.Pile pile) {
    List<String> parts =
        Columns.align(
            pile.topFirst().stream().map(part -> List.of(part.label(), part.words())).toList());
    int width = parts.stream().mapToInt(String::length).max().orElse(0);
    List<String> lines = new ArrayList<>(List.of(pile.title() + ":", "  " + pile.whole()));
    lines.add("  ┌" + "─".repeat(width + 2) + "┐");
    for (String part : parts) {
      if (lines.size() > 3) {
        lines.add("  ├" + "─".repeat(width + 2) + "┤");
      }
      lines.add("  │ " + part + " ".repeat(width - part.length()) + " │");
    }
    lines.add("  └" + "─".repeat(width + 2) + "┘");
    lines.add(pile.legend());
    return lines;
  }

  private static List<String> flow(Block.Flow flow) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(withArrows(flow.heads(), " "));
    for (List<Block.Flow.Box> row : flow.rows()) {
      rows.add(
          withArrows(
              row.stream()
                  .map(box ->
                      "[" + box.name() + (box.remark().isEmpty() ? "" : " · " + box.remark()) + "]")
                  .toList(),
              "→"));
    }
    List<String> lines = new ArrayList<>();
    lines.add(flow.title() + ":");
    Columns.align(rows).forEach(line -> lines.add("  " + line));
    lines.add(flow.legend());
    return lines;
  }

  private static List<String> withArrows(List<String> cells, String arrow) {
    List<String> row = new ArrayList<>();
    for (String cell : cells) {
      if (!row.isEmpty()) {
        row.add(arrow);
      }
      row.add(cell);
    }
    return row;
  }
}
