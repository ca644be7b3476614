package capas.lab;

/** Writes the command that a student would type. */
final class Shell {

  private Shell() {}

  /** A word as a shell reads it back: in quotes only where it must be. */
  static String word(String text) {
    return text.matches("[A-Za-z0-9._/=:,+@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** The text between double quotes where they change nothing in it, as the course writes it. */
  static String echo(String text, String arrow, String name) {
    String quoted = text.matches("[^\"$`!\\\\\\n]*") ? "\"" + text + "\"" : word(text);
    return "echo " + quoted + " " + arrow + " " + word(name);
  }
}
