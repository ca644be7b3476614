package capas.cli;

import java.util.Optional;

/** {@code ./capas help [VERB]}. */
final class HelpVerb implements Verb {

  private final Optional<String> verb;

  HelpVerb(String... words) {
    verb = Words.of("help").words(1).parse(words).first();
  }

  /** What fits one screen, or all about one verb. */
  @Override
  public int run() {
    if (verb.isPresent() && !Main.isVerb(verb.get())) {
      throw new CommandException.UnknownVerb(verb.get(), "help");
    }
    System.out.println(Main.phrases().say("help." + verb.orElse("screen")));
    return Main.FINE;
  }
}
