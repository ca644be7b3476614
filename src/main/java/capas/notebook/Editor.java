package capas.notebook;

import com.google.gson.JsonObject;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Helps while a cell is being written. Positions on the wire count code points, in Java chars. */
final class Editor {

  private static final int MOST_SUGGESTIONS = 300;

  /** Methods that say nothing of the object at hand. */
  private static final Set<String> OF_EVERY_OBJECT =
      Arrays.stream(Object.class.getDeclaredMethods())
          .map(Method::getName)
          .collect(Collectors.toSet());

  private final SourceCodeAnalysis analysis;
  private final Inspection inspection;

  Editor(Session session) {
    analysis = session.analysis();
    inspection = new Inspection(analysis);
  }

  /**
   * What could stand at the cursor: first what fits the expected type, last what every object has.
   */
  JsonObject complete(Message request) {
    String code = request.text("code", "");
    int cursor = cursor(request, code);
    int[] start = {cursor};
    List<String> matches =
        analysis.completionSuggestions(code, cursor, start).stream()
            .sorted(
                Comparator.comparing((Suggestion suggestion) -> !suggestion.matchesType())
                    .thenComparing(Editor::isOfEveryObject))
            .map(Suggestion::continuation)
            .distinct()
            .limit(MOST_SUGGESTIONS)
            .toList();
    return Fields.of(
        "status", "ok",
        "matches", matches,
        "cursor_start", code.codePointCount(0, start[0]),
        "cursor_end", code.codePointCount(0, cursor),
        "metadata", Fields.of());
  }

  private static boolean isOfEveryObject(Suggestion suggestion) {
    return OF_EVERY_OBJECT.contains(suggestion.continuation().replaceFirst("\\(.*", ""));
  }

  /** What is known of the name at the cursor. */
  JsonObject inspect(Message request) {
    String code = request.text("code", "");
    JsonObject data = inspection.of(code, cursor(request, code));
    return Fields.of(
        "status", "ok", "found", !data.isEmpty(), "data", data, "metadata", Fields.of());
  }

  /** Whether Enter runs the code or begins a new line. */
  JsonObject isComplete(Message request) {
    return Fields.of("status", completeness(request.text("code", "")), "indent", "    ");
  }

  private String completeness(String code) {
    for (String rest = code; !rest.isBlank(); ) {
      CompletionInfo info = analysis.analyzeCompletion(rest);
      switch (info.completeness()) {
        case COMPLETE, COMPLETE_WITH_SEMI -> rest = info.remaining();
        case EMPTY -> rest = "";
        case UNKNOWN -> {
          return "invalid";
        }
        case CONSIDERED_INCOMPLETE, DEFINITELY_INCOMPLETE -> {
          return "incomplete";
        }
      }
    }
    return "complete";
  }

  private static int cursor(Message request, String code) {
    int points = Math.min(request.number("cursor_pos"), code.codePointCount(0, code.length()));
    return code.offsetByCodePoints(0, points);
  }
}
