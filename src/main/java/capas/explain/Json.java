package capas.explain;

import java.util.ArrayList;
import java.util.List;

/** JSON with a line for each value, as jq prints it; the text itself is not judged. */
final class Json {

  private final List<String> lines = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private int depth;

  private Json() {}

  static List<String> indented(String json) {
    Json writer = new Json();
    boolean quoted = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (quoted) {
        writer.line.append(c);
        if (c == '\\' && i + 1 < json.length()) {
          writer.line.append(json.charAt(++i));
        } else {
          quoted = c != '"';
        }
      } else if (c == '"') {
        quoted = true;
        writer.line.append(c);
      } else if (!Character.isWhitespace(c)) {
        writer.take(c, next(json, i));
      }
    }
    writer.end();
    return writer.lines;
  }

  private void take(char c, char next) {
    switch (c) {
      case '{', '[' -> {
        line.append(c);
        if (next != '}' && next != ']') {
          end();
          depth++;
        }
      }
      case '}', ']' -> {
        boolean isEmpty = !line.isEmpty() && "{[".indexOf(line.charAt(line.length() - 1)) >= 0;
        if (!isEmpty) {
          end();
          depth = Math.max(0, depth - 1);
        }
        line.append(c);
      }
      case ',' -> {
        line.append(c);
        end();
      }
      case ':' -> line.append(": ");
      default -> line.append(c);
    }
  }

  private void end() {
    if (!line.isEmpty()) {
      lines.add("  ".repeat(depth) + line);
      line.setLength(0);
    }
  }

  private static char next(String json, int at) {
    for (int i = at + 1; i < json.length(); i++) {
      if (!Character.isWhitespace(json.charAt(i))) {
        return json.charAt(i);
      }
    }
    return ' ';
  }
}
