package capas.notebook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a signature in JShell's words names: {@code OverlayLab OverlayLab.in(Path base)}, {@code
 * capas.lab.OverlayLab}, {@code Language.ES}.
 *
 * @param classes the simple names from the outermost class to the one that is meant
 * @param member a method or field of it; empty for the class itself
 * @param parameters the simple types of a method's parameters
 */
record SignedName(List<String> classes, String member, List<String> parameters) {

  private static final Pattern SIGNATURE =
      Pattern.compile("(?:.* )?([\\w.$]+)(?:\\((.*)\\))?(?: throws .*)?");

  static Optional<SignedName> parse(String signature) {
    Matcher parts = SIGNATURE.matcher(withoutTypeArguments(signature));
    if (!parts.matches()) {
      return Optional.empty();
    }
    List<String> names =
        Arrays.stream(parts.group(1).split("\\."))
            .dropWhile(name -> !Character.isUpperCase(name.charAt(0)))
            .toList();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    boolean call = parts.group(2) != null;
    String last = names.getLast();
    boolean isClass = Character.isUpperCase(last.charAt(0)) && !last.matches("[A-Z][A-Z_0-9]*");
    if (names.size() == 1 || isClass) {
      return Optional.of(new SignedName(names, "", call ? types(parts.group(2)) : List.of()));
    }
    List<String> classes = names.subList(0, names.size() - 1);
    return Optional.of(new SignedName(classes, last, call ? types(parts.group(2)) : List.of()));
  }

  boolean isConstructor() {
    return member.isEmpty() && !parameters.isEmpty();
  }

  private static List<String> types(String parameters) {
    return Arrays.stream(parameters.split(","))
        .map(String::strip)
        .filter(parameter -> !parameter.isEmpty())
        .map(parameter -> plainType(parameter.replaceFirst(" \\w+$", "")))
        .toList();
  }

  /** {@code List} for {@code java.util.List<String>}, and an array for what is written as dots. */
  static String plainType(String type) {
    String plain = withoutTypeArguments(type).replace("...", "[]").replaceAll("@\\w+ ", "");
    return plain.substring(plain.lastIndexOf('.') + 1).strip();
  }

  private static String withoutTypeArguments(String text) {
    StringBuilder plain = new StringBuilder();
    int depth = 0;
    for (char c : text.toCharArray()) {
      if (c == '<') {
        depth++;
      } else if (c == '>') {
        depth--;
      } else if (depth == 0) {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
