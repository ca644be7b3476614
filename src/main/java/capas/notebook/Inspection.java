package capas.notebook;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;

/** The documentation of a name in a cell. */
final class Inspection {

  private final SourceCodeAnalysis analysis;

  Inspection(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /** The documentation at this position, by media type; empty where there is none. */
  JsonObject of(String code, int position) {
    List<Documentation> found = analysis.documentation(code, end(code, position), true);
    if (found.isEmpty()) {
      return Fields.of();
    }
    return Fields.of(
        "text/plain",
        found.stream()
            .map(doc -> doc.signature() + (doc.javadoc() == null ? "" : "\n" + doc.javadoc()))
            .collect(Collectors.joining("\n\n")));
  }

  /** JShell looks left of the cursor: the end of the name, and into its parentheses. */
  private static int end(String code, int position) {
    int end = position;
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    return end < code.length() && code.charAt(end) == '(' ? end + 1 : end;
  }
}
