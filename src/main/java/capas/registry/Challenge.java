package capas.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@code WWW-Authenticate} header asks for: a scheme ({@code basic}, {@code bearer}, in
 * lower case) and its parameters, {@code Bearer
 * realm="https://auth.example/token",service="…",scope="…"}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1">RFC 9110, section 11.6.1</a>
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">Token
 *     authentication</a>
 */
record Challenge(String scheme, Map<String, String> parameters) {

  static final String BASIC = "basic";
  static final String BEARER = "bearer";

  /** More than any registry sends; the rest of a longer header is not read. */
  private static final int MOST_CHARACTERS = 8192;

  Challenge {
    parameters = Map.copyOf(parameters);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
  }

  /** All challenges of all these headers, in their order; what cannot be read is left out. */
  static List<Challenge> parseAll(List<String> headers) {
    List<Challenge> found = new ArrayList<>();
    headers.forEach(header -> new Parser(header).readInto(found));
    return List.copyOf(found);
  }

  /** Reads {@code scheme name=value, name="value", scheme …}. */
  private static final class Parser {

    private final String text;
    private int at;

    Parser(String header) {
      text = header.substring(0, Math.min(header.length(), MOST_CHARACTERS));
    }

    void readInto(List<Challenge> found) {
      String scheme = null;
      Map<String, String> parameters = new LinkedHashMap<>();
      while (true) {
        skip(" \t,");
        String word = token();
        if (word.isEmpty()) {
          break;
        }
        skip(" \t");
        if (at < text.length() && text.charAt(at) == '=' && scheme != null) {
          at++;
          skip(" \t");
          parameters.putIfAbsent(word, value());
        } else {
          add(scheme, parameters, found);
          scheme = word;
          parameters = new LinkedHashMap<>();
        }
      }
      add(scheme, parameters, found);
    }

    private static void add(String scheme, Map<String, String> parameters, List<Challenge> found) {
      if (scheme != null) {
        found.add(new Challenge(scheme, parameters));
      }
    }

    private void skip(String characters) {
      while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private String token() {
      int start = at;
      while (at < text.length() && " \t,=\"".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at).toLowerCase(Locale.ROOT);
    }

    private String value() {
      if (at < text.length() && text.charAt(at) == '"') {
        return quoted();
      }
      int start = at;
      while (at < text.length() && " \t,".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }

    private String quoted() {
      StringBuilder value = new StringBuilder();
      at++;
      while (at < text.length() && text.charAt(at) != '"') {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        value.append(text.charAt(at++));
      }
      // The last quote may be missing.
      at = Math.min(at + 1, text.length());
      return value.toString();
    }
  }
}
