package capas.notebook;

import capas.words.Language;
import capas.words.Phrases;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SeeTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A Javadoc comment, made readable. */
final class JavadocText {

  private final DocCommentTree comment;
  private final Phrases phrases = Phrases.of(JavadocText.class, Language.current());

  private JavadocText(DocCommentTree comment) {
    this.comment = comment;
  }

  /** The comment as it stands in a source, without its stars. */
  static JavadocText parse(String comment) {
    String source = "/**\n" + comment.replace("*/", "*&#47;") + "\n*/\nclass Commented {}";
    JavacTask task = LibrarySources.parsing(source);
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      TreePath path = TreePath.getPath(unit, unit.getTypeDecls().getFirst());
      return new JavadocText(DocTrees.instance(task).getDocCommentTree(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String html() {
    return written(true);
  }

  String plain() {
    return written(false).replaceAll("[ \\t]+\n", "\n").replaceAll("\n{3,}", "\n\n").strip();
  }

  private String written(boolean html) {
    StringBuilder text = new StringBuilder(running(comment.getFullBody(), html));
    for (DocTree tag : comment.getBlockTags()) {
      switch (tag) {
        case ParamTree t when !t.isTypeParameter() ->
            item(text, "parameter", t.getName().toString(), t.getDescription(), html);
        case ReturnTree t -> item(text, "returns", "", t.getDescription(), html);
        case ThrowsTree t ->
            item(text, "throws", t.getExceptionName().toString(), t.getDescription(), html);
        case SeeTree t -> item(text, "see", "", t.getReference(), html);
        default -> {}
      }
    }
    return text.toString();
  }

  private void item(
      StringBuilder text, String key, String name, List<? extends DocTree> said, boolean html) {
    String label = phrases.say("inspect." + key);
    String body = running(said, html);
    if (html) {
      String code = name.isEmpty() ? "" : " <code>" + JavadocWriter.escaped(name) + "</code>";
      text.append("<p><b>").append(label).append("</b>").append(code).append(" ");
      text.append(body).append("</p>");
    } else {
      text.append("\n\n").append(label).append(name.isEmpty() ? "" : " " + name).append(": ");
      text.append(body.strip());
    }
  }

  private static String running(List<? extends DocTree> trees, boolean html) {
    JavadocWriter writer = new JavadocWriter(html);
    trees.forEach(tree -> tree.accept(writer, null));
    return writer.toString();
  }
}
