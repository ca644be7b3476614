package capas.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./capas help [VERB]}. */
@Command(name = "help")
final class HelpVerb implements Runnable {

  @Parameters(arity = "0..1")
  private String verb;

  /** What fits one screen. */
  static String screen() {
    return Main.phrases().say("help.screen") + "\n";
  }

  /** All about one verb. */
  static String page(String verb) {
    if (verb.equals(Main.NAME)) {
      return screen();
    }
    if (!Main.isVerb(verb)) {
      throw new CommandException.UnknownVerb(verb, "help");
    }
    return Main.phrases().say("help." + verb) + "\n";
  }

  @Override
  public void run() {
    System.out.print(verb == null ? screen() : page(verb));
  }
}
