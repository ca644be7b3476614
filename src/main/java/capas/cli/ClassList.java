package capas.cli;

import capas.words.CapasException;
import capas.words.Language;
import capas.words.Phrases;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A class as a spreadsheet saves it: one student a line, with the name and, if somebody wants to
 * choose it, the user's name.
 *
 * @param problems what is wrong, by line; where there is any, nobody is to be made
 */
record ClassList(List<Student> students, List<Problem> problems) {

  /** One of the class. */
  record Student(String user, String name) {}

  /**
   * A line that cannot be used.
   *
   * @param line counted from 1
   * @param key which phrase says why
   */
  record Problem(int line, String key, String text) {

    String in(Language language) {
      Phrases phrases = Phrases.of(ClassList.class, language);
      return phrases.say(
          "hub.line", line, CapasException.quote(text), phrases.say("hub.line." + key));
    }
  }

  private static final Set<String> HEADINGS =
      Set.of("nombre", "name", "alumno", "alumna", "estudiante", "student", "usuario", "user");

  /** useradd's own rule, within the 32 characters of a user's name. */
  private static final String USER = "[a-z_][a-z0-9_-]{0,31}";

  private static final int LONGEST_USER = 32;

  /**
   * Reads a list, which Spanish spreadsheets part by semicolons and write in Windows' letters.
   *
   * @param isTaken whether the machine has such a user, who is no student
   * @throws CommandException.Unusable if there is no such file
   */
  static ClassList read(Path file, Predicate<String> isTaken) {
    List<String> lines = text(file).lines().toList();
    char separator = separatorOf(lines);
    List<Student> students = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Map<String, String> named = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      List<String> cells = cells(line, separator);
      String name = cells.getFirst();
      if (line.isBlank() || i == 0 && HEADINGS.contains(name.toLowerCase(Locale.ROOT))) {
        continue;
      }
      String chosen = cells.size() > 1 ? cells.get(1) : "";
      String user = chosen.isEmpty() ? userOf(name) : chosen;
      if (name.isEmpty() || user.isEmpty()) {
        problems.add(new Problem(i + 1, "no-name", line));
      } else if (!user.matches(USER)) {
        problems.add(new Problem(i + 1, "bad-user", user));
      } else if (named.put(user, name) != null) {
        problems.add(new Problem(i + 1, "twice", user));
      } else if (isTaken.test(user)) {
        problems.add(new Problem(i + 1, "taken", user));
      } else {
        students.add(new Student(user, name));
      }
    }
    return new ClassList(List.copyOf(students), List.copyOf(problems));
  }

  private static String text(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      String text;
      try {
        text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException notUnicode) {
        text = new String(bytes, Charset.forName("windows-1252"));
      }
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (IOException e) {
      throw new CommandException.Unusable(file, e);
    }
  }

  private static char separatorOf(List<String> lines) {
    String first = lines.stream().filter(line -> !line.isBlank()).findFirst().orElse("");
    return first.indexOf(';') >= 0 ? ';' : first.indexOf('\t') >= 0 ? '\t' : ',';
  }

  /**
   * The cells of a line, without blanks around them.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180: quotes and doubled quotes</a>
   */
  private static List<String> cells(String line, char separator) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }

  /** Ana María Núñez: ana-maria-nunez; always the same, whoever else is in the class. */
  static String userOf(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^[-0-9]+", "");
    return plain.substring(0, Math.min(plain.length(), LONGEST_USER)).replaceAll("-+$", "");
  }
}
