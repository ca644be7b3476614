package capas.notebook;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;

/** The documentation of a name in a cell: of the JDK's, of ours and of the student's own. */
final class Inspection {

  private record Told(String signature, Optional<JavadocText> text) {
    String plain() {
      return signature + text.map(found -> "\n\n" + found.plain()).orElse("");
    }

    String html() {
      String head = "<pre>" + JavadocWriter.escaped(signature) + "</pre>";
      return head + text.map(JavadocText::html).orElse("");
    }
  }

  private final SourceCodeAnalysis analysis;
  private final LibrarySources sources = LibrarySources.ofThisLibrary();

  Inspection(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /** The documentation at this position, by media type; empty where there is none. */
  JsonObject of(String code, int position) {
    List<Told> told = found(code, position).stream().map(this::told).toList();
    if (told.isEmpty()) {
      return Fields.of();
    }
    return Fields.of(
        "text/plain", told.stream().map(Told::plain).collect(Collectors.joining("\n\n\n")),
        "text/html", told.stream().map(Told::html).collect(Collectors.joining("<hr>")));
  }

  private List<Documentation> found(String code, int position) {
    int end = position;
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    List<Documentation> found = analysis.documentation(code, end, true);
    if (!found.isEmpty()) {
      return found;
    }
    // JShell knows a method only by its open parenthesis.
    String call = code.substring(0, end) + "(";
    return analysis.documentation(call, call.length(), true);
  }

  private Told told(Documentation documentation) {
    String signature = documentation.signature();
    Optional<String> comment =
        Optional.ofNullable(documentation.javadoc())
            .or(() -> SignedName.parse(signature).flatMap(sources::commentOf));
    return new Told(signature, comment.map(JavadocText::parse));
  }
}
