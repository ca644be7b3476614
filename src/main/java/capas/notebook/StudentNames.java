package capas.notebook;

/** Class names as the student wrote them: JShell puts each class of a cell into one of its own. */
final class StudentNames {

  private static final String WRAPPER = "REPL\\.\\$JShell\\$\\w+[.$]";

  private StudentNames() {}

  /** The same text with {@code Egg} where it says {@code REPL.$JShell$18$Egg}. */
  static String in(String text) {
    return text.contains("REPL.$JShell$") ? text.replaceAll(WRAPPER, "") : text;
  }
}
