package capas.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.explain.Block;
import capas.explain.Block.Diagram;
import capas.explain.Block.Diagram.Cell;
import capas.explain.Block.Diagram.Row;
import capas.explain.Block.Diagram.Shape;
import capas.explain.Block.Tree.Branch;
import capas.explain.Document;
import capas.words.Language;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RenderingTest {

  private static final Block.Command COMMAND =
      new Block.Command(List.of("rm merged/f2"), List.of("one", "two"));
  private static final Block.Table TABLE =
      new Block.Table("Caption", List.of("name", "layer"), List.of(List.of("día", "lower")));
  private static final Block.Tree TREE =
      new Block.Tree(
          new Branch(
              "upper",
              "",
              List.of(
                  new Branch("d", "opaque", List.of(new Branch("x", "", List.of()))),
                  new Branch("f2", "whiteout", List.of()))));
  private static final Diagram DIAGRAM =
      new Diagram(
          "Layers",
          "merged shows f1.",
          "How to read it",
          List.of("f1", "f2"),
          List.of(
              new Row("merged", List.of(cell(Shape.FILE, "f1", true), nothing())),
              new Row("upper", List.of(nothing(), cell(Shape.WHITEOUT, "whiteout", false))),
              new Row(
                  "lower",
                  List.of(cell(Shape.FILE, "f1", true), cell(Shape.FOLDER, "f2/", false)))));

  private static Cell cell(Shape shape, String word, boolean seen) {
    return new Cell(shape, word, seen);
  }

  private static Cell nothing() {
    return cell(Shape.NOTHING, "", false);
  }

  private static String text(Block... blocks) {
    return new TextRenderer().render(new Document(Language.EN, List.of(blocks)));
  }

  private static String html(Block... blocks) {
    return new HtmlRenderer().render(new Document(Language.ES, List.of(blocks)));
  }

  /**
   * Parsing is the test: a fragment that is no well-formed XML breaks some page sooner or later.
   */
  private static Element parsed(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)))
        .getDocumentElement();
  }

  @Test
  void a_terminal_shows_commands_tables_trees_and_the_figure() {
    assertEquals(
        """
        $ rm merged/f2
        one
        two

        Caption:
          name  layer
          día   lower

        upper
        ├── d   opaque
        │   └── x
        └── f2   whiteout

        Layers:
                  f1     f2
          merged  [f1]   ·
          upper   ·      ×whiteout×
          lower   [f1]↑  [f2/]
        How to read it\
        """,
        text(COMMAND, TABLE, TREE, DIAGRAM));
  }

  @Test
  void a_page_says_its_language_and_gives_each_table_its_heads() throws Exception {
    Element page = parsed(html(COMMAND, TABLE, TREE));
    assertEquals("es", page.getAttribute("lang"));
    assertEquals("Caption", page.getElementsByTagName("caption").item(0).getTextContent());
    Element head = (Element) page.getElementsByTagName("th").item(0);
    assertEquals("col", head.getAttribute("scope"));
  }

  @Test
  void the_figure_has_a_title_and_the_same_in_words() throws Exception {
    Element svg = (Element) parsed(html(DIAGRAM)).getElementsByTagName("svg").item(0);
    assertEquals("img", svg.getAttribute("role"));
    String[] labels = svg.getAttribute("aria-labelledby").split(" ");
    Element title = (Element) svg.getElementsByTagName("title").item(0);
    Element words = (Element) svg.getElementsByTagName("desc").item(0);
    assertEquals(List.of(labels), List.of(title.getAttribute("id"), words.getAttribute("id")));
    assertEquals("Layers", title.getTextContent());
    assertEquals("merged shows f1.", words.getTextContent());
  }

  @Test
  void the_figure_marks_a_whiteout_with_a_word_and_takes_the_colour_of_the_text() {
    String svg = html(DIAGRAM);
    assertTrue(svg.contains(">whiteout</text>"), svg);
    assertTrue(svg.contains("stroke-dasharray"), svg);
    assertTrue(svg.contains("stroke=\"currentColor\""), svg);
    assertFalse(svg.matches("(?s).*(#[0-9a-f]{3,6}\"|rgb\\(|black|white\").*"), svg);
  }

  @Test
  void a_hostile_name_is_text_and_nothing_else() throws Exception {
    String name = "<script>alert('1')</script>&\"\u0007\u001b[31m";
    Element page =
        parsed(
            html(
                new Block.Command(List.of(name), List.of(name)),
                new Block.Paragraph(name),
                new Block.Note(Block.Note.Kind.WRONG, name),
                new Block.Table(name, List.of(name), List.of(List.of(name))),
                new Block.Tree(new Branch(name, name, List.of(new Branch(name, name, List.of())))),
                new Diagram(
                    name,
                    name,
                    name,
                    List.of(name),
                    List.of(new Row(name, List.of(cell(Shape.FILE, name, true)))))));
    assertEquals(0, page.getElementsByTagName("script").getLength());
    assertTrue(page.getTextContent().contains("<script>alert('1')</script>&\"\ufffd"));
  }

  @Test
  void a_hostile_name_moves_no_cursor_on_a_terminal() {
    String shown = text(new Block.Command(List.of("ls"), List.of("a\u001b[2Jb\rc\u0085d")));
    assertEquals("$ ls\na?[2Jb?c?d", shown);
  }

  @Test
  void a_note_says_right_or_wrong_by_a_sign() {
    assertEquals("✓ yes", text(new Block.Note(Block.Note.Kind.RIGHT, "yes")));
    assertEquals("✗ no", text(new Block.Note(Block.Note.Kind.WRONG, "no")));
    assertEquals("· so", text(new Block.Note(Block.Note.Kind.REMARK, "so")));
  }

  private static final Block.Pile PILE =
      new Block.Pile(
          "An image",
          "The image holds a layer and a config.",
          "How to read it",
          "httpd:latest",
          List.of(new Block.Pile.Part("layer 1", "c61d"), new Block.Pile.Part("config", "d7af…")));
  private static final Block.Flow FLOW =
      new Block.Flow(
          "The way",
          "c61d is 5349 is overlay/5349.",
          "From left to right",
          List.of("manifest", "id", "folder"),
          List.of(
              List.of(box("c61d", "layer 1"), box("5349", ""), box("overlay/5349", "diff")),
              List.of(box("06c7", "layer 2"), box("8853", ""), box("overlay/8853", "diff"))));

  private static Block.Flow.Box box(String name, String remark) {
    return new Block.Flow.Box(name, remark);
  }

  @Test
  void a_terminal_shows_the_figures_of_a_store() {
    assertEquals(
        """
        An image:
          httpd:latest
          ┌────────────────┐
          │ layer 1  c61d  │
          ├────────────────┤
          │ config   d7af… │
          └────────────────┘
        How to read it

        The way:
          manifest             id         folder
          [c61d · layer 1]  →  [5349]  →  [overlay/5349 · diff]
          [06c7 · layer 2]  →  [8853]  →  [overlay/8853 · diff]
        From left to right\
        """,
        text(PILE, FLOW));
  }

  @Test
  void a_page_shows_them_with_their_title_and_the_same_in_words() throws Exception {
    for (Block figure : List.of(PILE, FLOW)) {
      Element svg = (Element) parsed(html(figure)).getElementsByTagName("svg").item(0);
      assertEquals("img", svg.getAttribute("role"));
      assertTrue(svg.getElementsByTagName("desc").item(0).getTextContent().contains("c"));
      assertTrue(svg.getElementsByTagName("rect").getLength() >= 3);
    }
  }
}
