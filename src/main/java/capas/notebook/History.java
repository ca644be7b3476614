package capas.notebook;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The cells of this session in the order in which they ran. */
final class History {

  /** The only session there is: what ran before a restart is gone. */
  private static final int SESSION = 0;

  private record Entry(int number, String code) {}

  private final List<Entry> entries = new ArrayList<>();

  void add(int number, String code) {
    entries.add(new Entry(number, code));
  }

  /** The answer to a {@code history_request}: some entries, each session, number and code. */
  JsonObject answer(Message request) {
    boolean output = request.truth("output", false);
    List<List<Object>> found = found(request).stream().map(entry -> told(entry, output)).toList();
    return Fields.of("status", "ok", "history", found);
  }

  private static List<Object> told(Entry entry, boolean output) {
    Object code = output ? Arrays.asList(entry.code(), null) : entry.code();
    return List.of(SESSION, entry.number(), code);
  }

  private List<Entry> found(Message request) {
    return switch (request.text("hist_access_type", "tail")) {
      case "range" -> {
        int start = request.number("start");
        int stop = request.content().get("stop") == null ? 0 : request.number("stop");
        yield entries.stream()
            .filter(e -> e.number() >= start && (stop <= 0 || e.number() < stop))
            .toList();
      }
      case "search" -> {
        Pattern pattern = glob(request.text("pattern", "*"));
        yield last(request, entries.stream().filter(e -> matches(pattern, e)).toList());
      }
      default -> last(request, entries);
    };
  }

  private static boolean matches(Pattern pattern, Entry entry) {
    return pattern.matcher(entry.code()).matches();
  }

  private static List<Entry> last(Message request, List<Entry> entries) {
    int most = request.number("n");
    int from = most > 0 ? Math.max(0, entries.size() - most) : 0;
    return List.copyOf(entries.subList(from, entries.size()));
  }

  private static Pattern glob(String pattern) {
    String expression =
        pattern
            .chars()
            .mapToObj(c ->
                switch (c) {
                  case '*' -> ".*";
                  case '?' -> ".";
                  default -> Pattern.quote(Character.toString(c));
                })
            .collect(Collectors.joining());
    return Pattern.compile(expression, Pattern.DOTALL);
  }
}
