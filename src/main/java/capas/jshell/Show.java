package capas.jshell;

import capas.words.Told;

/**
 * Shows a value on the terminal from within a larger snippet, where JShell prints nothing itself.
 */
public final class Show {

  private Show() {}

  /** Prints the value as JShell would show it alone. */
  public static void display(Told value) {
    System.out.println(value);
  }
}
