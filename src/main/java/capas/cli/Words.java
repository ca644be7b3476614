package capas.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** The words behind a verb, taken apart: options with a value, switches, and the rest. */
final class Words {

  /** What a verb understands. */
  static final class Syntax {

    private final String verb;
    private final Options options = new Options();
    private int most;

    private Syntax(String verb) {
      this.verb = verb;
    }

    /** Options that want a value, such as {@code --root}. */
    Syntax values(String... names) {
      return add(true, names);
    }

    /** Options that stand alone, such as {@code --execute}. */
    Syntax switches(String... names) {
      return add(false, names);
    }

    private Syntax add(boolean hasValue, String... names) {
      for (String name : names) {
        options.addOption(
            Option.builder().longOpt(name.substring("--".length())).hasArg(hasValue).get());
      }
      return this;
    }

    /** How many words that are no options there may be; none, unless this is said. */
    Syntax words(int most) {
      this.most = most;
      return this;
    }

    /**
     * Takes these words apart.
     *
     * @throws CommandException.UnknownWord if one is not understood
     * @throws CommandException.WrongValue if an option lacks its value, or comes twice
     */
    Words parse(String... words) {
      DefaultParser parser =
          DefaultParser.builder()
              .setAllowPartialMatching(false)
              .setStripLeadingAndTrailingQuotes(false)
              .get();
      try {
        CommandLine line = parser.parse(options, words);
        for (Option option : line.getOptions()) {
          if (option.hasArg() && line.getOptionValues(option).length > 1) {
            throw new CommandException.WrongValue("--" + option.getLongOpt(), verb);
          }
        }
        if (line.getArgList().size() > most) {
          throw new CommandException.UnknownWord(line.getArgList().get(most), verb);
        }
        return new Words(verb, line);
      } catch (MissingArgumentException e) {
        throw new CommandException.WrongValue("--" + e.getOption().getLongOpt(), verb);
      } catch (UnrecognizedOptionException e) {
        throw new CommandException.UnknownWord(e.getOption(), verb);
      } catch (ParseException e) {
        throw new CommandException.UnknownWord(e.getMessage(), verb);
      }
    }
  }

  private final String verb;
  private final CommandLine line;

  private Words(String verb, CommandLine line) {
    this.verb = verb;
    this.line = line;
  }

  static Syntax of(String verb) {
    return new Syntax(verb);
  }

  /** Those that are no options, in their order. */
  List<String> rest() {
    return List.copyOf(line.getArgList());
  }

  Optional<String> first() {
    return rest().stream().findFirst();
  }

  /** The one without which the verb makes no sense. */
  String needed() {
    return first().orElseThrow(() -> new CommandException.MissingWord(verb));
  }

  boolean has(String option) {
    return line.hasOption(option);
  }

  Optional<String> text(String option) {
    return Optional.ofNullable(line.getOptionValue(option));
  }

  Optional<Path> path(String option) {
    return text(option).map(Path::of);
  }

  /** The number behind this option. */
  int number(String option, int otherwise) {
    try {
      return text(option).map(Integer::parseInt).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw new CommandException.WrongValue(option, verb);
    }
  }

  /** The one of these that stands behind this option. */
  Optional<String> oneOf(String option, List<String> known) {
    Optional<String> value = text(option);
    if (value.isPresent() && !known.contains(value.get())) {
      throw new CommandException.WrongValue(option, verb);
    }
    return value;
  }
}
