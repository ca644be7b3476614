package capas.notebook;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ReferenceTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.util.SimpleDocTreeVisitor;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes the running text of a Javadoc comment, as HTML or as plain text. */
final class JavadocWriter extends SimpleDocTreeVisitor<Void, Void> {

  /** Elements that a page shows without doing anything: no script, no frame, no style. */
  private static final Set<String> HARMLESS =
      Set.of(
          "a",
          "b",
          "blockquote",
          "br",
          "code",
          "dd",
          "dl",
          "dt",
          "em",
          "h2",
          "h3",
          "h4",
          "i",
          "li",
          "ol",
          "p",
          "pre",
          "strong",
          "sub",
          "sup",
          "table",
          "tbody",
          "td",
          "th",
          "thead",
          "tr",
          "tt",
          "ul");

  private static final Map<String, String> CHARACTERS =
      Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "nbsp", " ", "#47", "/", "mdash", "—");

  private final StringBuilder text = new StringBuilder();
  private final boolean html;
  private boolean preformatted;

  JavadocWriter(boolean html) {
    this.html = html;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public Void visitText(TextTree tree, Void nothing) {
    String body = preformatted ? tree.getBody() : tree.getBody().replaceAll("\\s+", " ");
    boolean lineBegins = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
    body = lineBegins && !preformatted ? body.stripLeading() : body;
    text.append(html ? escaped(body) : body);
    return null;
  }

  @Override
  public Void visitLiteral(LiteralTree tree, Void nothing) {
    code(tree.getBody().getBody(), tree.getKind() == DocTree.Kind.CODE);
    return null;
  }

  @Override
  public Void visitLink(LinkTree tree, Void nothing) {
    if (tree.getLabel().isEmpty()) {
      visitReference(tree.getReference(), nothing);
    } else {
      tree.getLabel().forEach(label -> label.accept(this, nothing));
    }
    return null;
  }

  @Override
  public Void visitReference(ReferenceTree tree, Void nothing) {
    code(tree.getSignature().replaceFirst("^#", "").replace('#', '.'), true);
    return null;
  }

  @Override
  public Void visitEntity(EntityTree tree, Void nothing) {
    text.append(html ? tree : CHARACTERS.getOrDefault(tree.getName().toString(), tree.toString()));
    return null;
  }

  @Override
  public Void visitStartElement(StartElementTree tree, Void nothing) {
    String name = tree.getName().toString().toLowerCase(Locale.ROOT);
    preformatted |= name.equals("pre");
    if (!html) {
      text.append(
          switch (name) {
            case "p", "pre", "table", "ul", "ol", "dl", "h2", "h3", "h4" -> "\n\n";
            case "li" -> "\n- ";
            case "br", "tr", "dt", "dd" -> "\n";
            case "td", "th" -> " ";
            default -> "";
          });
    } else if (HARMLESS.contains(name)) {
      // Without its attributes: a link into the Javadoc of a web page leads nowhere here.
      text.append("<").append(name).append(">");
    }
    return null;
  }

  @Override
  public Void visitEndElement(EndElementTree tree, Void nothing) {
    String name = tree.getName().toString().toLowerCase(Locale.ROOT);
    preformatted &= !name.equals("pre");
    if (html && HARMLESS.contains(name)) {
      text.append("</").append(name).append(">");
    }
    return null;
  }

  @Override
  protected Void defaultAction(DocTree tree, Void nothing) {
    text.append(html ? escaped(tree.toString()) : tree.toString());
    return null;
  }

  private void code(String code, boolean marked) {
    if (!html) {
      text.append(code);
    } else {
      text.append(marked ? "<code>" : "").append(escaped(code)).append(marked ? "</code>" : "");
    }
  }
}
