package capas.notebook;

/** The two colours of an error: no backgrounds, so that it reads as well on a dark page. */
final class Paint {

  private static final String RED = "\033[31m";
  private static final String BOLD_RED = "\033[1;31m";
  private static final String PLAIN = "\033[0m";

  private Paint() {}

  static String headline(String text) {
    return BOLD_RED + text + PLAIN;
  }

  static String mark(String text) {
    return RED + text + PLAIN;
  }
}
