package capas.explain;

import java.util.List;

/** One shape of a document. A renderer handles each of them; a new shape breaks the build there. */
public sealed interface Block {

  /** Running text. */
  record Paragraph(String text) implements Block {}

  /** A remark that stands out. */
  record Note(Kind kind, String text) implements Block {
    /** What a reader should make of the remark. */
    public enum Kind {
      RIGHT,
      WRONG,
      REMARK
    }
  }

  /**
   * What a student would type in a shell, and what it prints.
   *
   * @param lines the command, one line each, without a prompt
   * @param output as it stands on a terminal, one line each
   */
  record Command(List<String> lines, List<String> output) implements Block {
    public Command {
      lines = List.copyOf(lines);
      output = List.copyOf(output);
    }
  }

  /**
   * How far something is.
   *
   * @param done of {@code total}, both in the same unit
   * @param words the same for whoever sees no bar
   */
  record Bar(String label, long done, long total, String words) implements Block {}

  /** Facts side by side; every row has as many cells as the header. */
  record Table(String caption, List<String> header, List<List<String>> rows) implements Block {
    public Table {
      header = List.copyOf(header);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<String> row : rows) {
        if (row.size() != header.size()) {
          throw new IllegalArgumentException(row + " does not fit " + header);
        }
      }
    }
  }

  /** Names that contain names. */
  record Tree(Branch top) implements Block {
    /** One name, what is to be said of it, and the names in it. */
    public record Branch(String name, String remark, List<Branch> branches) {
      public Branch {
        branches = List.copyOf(branches);
      }
    }
  }

  /**
   * Layers lying on each other: one row a layer, uppermost first, one column a name. An arrow goes
   * up from each cell that is seen to the first row, where all layers show as one.
   *
   * @param title what the picture shows, in a few words
   * @param twin the whole picture in words, for whoever cannot see it
   * @param legend how to read it
   */
  record Diagram(String title, String twin, String legend, List<String> columns, List<Row> rows)
      implements Block {
    public Diagram {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }

    /** A layer; its cells are in the order of the columns. */
    public record Row(String layer, List<Cell> cells) {
      public Row {
        cells = List.copyOf(cells);
      }
    }

    /**
     * What a layer holds under one name.
     *
     * @param word said inside the shape: never by shape or colour alone; empty for nothing
     * @param seen whether it is this layer's version that shows in the first row
     */
    public record Cell(Shape shape, String word, boolean seen) {}

    /** How a cell is drawn. */
    public enum Shape {
      NOTHING,
      FILE,
      FOLDER,
      WHITEOUT
    }
  }

  /**
   * Parts lying on each other in one whole.
   *
   * @param twin the whole picture in words, for whoever cannot see it
   * @param whole its name
   * @param topFirst uppermost part first
   */
  record Pile(String title, String twin, String legend, String whole, List<Part> topFirst)
      implements Block {
    public Pile {
      topFirst = List.copyOf(topFirst);
    }

    /** One part: what it is, and its own name. */
    public record Part(String label, String words) {}
  }

  /**
   * Rows of boxes from left to right, with an arrow from each to the next; all rows have as many
   * boxes as there are heads.
   *
   * @param twin the whole picture in words, for whoever cannot see it
   */
  record Flow(String title, String twin, String legend, List<String> heads, List<List<Box>> rows)
      implements Block {
    public Flow {
      heads = List.copyOf(heads);
      rows = rows.stream().map(List::copyOf).toList();
    }

    /** A box with one line, and a second that may be empty. */
    public record Box(String name, String remark) {}
  }
}
