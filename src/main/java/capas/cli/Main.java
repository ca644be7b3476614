package capas.cli;

import capas.words.CapasException;
import capas.words.Language;
import capas.words.Phrases;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** What {@code ./capas} hands over to: finds the verb and lets it work. */
@Command(name = Main.NAME)
public final class Main implements Runnable {

  static final String NAME = "capas";

  /** The exit codes: all is well; something was tried and failed; the words make no sense. */
  static final int FINE = 0;

  static final int FAILED = 1;
  static final int NOT_UNDERSTOOD = 2;

  private static final Map<String, Supplier<Object>> VERBS = verbs();

  @Option(names = "--version")
  private boolean version;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT)
  private boolean help;

  private Main() {}

  private static Map<String, Supplier<Object>> verbs() {
    Map<String, Supplier<Object>> all = new LinkedHashMap<>();
    all.put("run", RunVerb::new);
    all.put("lab", LabVerb::new);
    all.put("jshell", JShellVerb::new);
    all.put("pull", PullVerb::new);
    all.put("walk", WalkVerb::new);
    all.put("registry", RegistryVerb::new);
    all.put("box", BoxVerb::new);
    all.put("hub", HubVerb::new);
    all.put("doctor", DoctorVerb::new);
    all.put("test", TestVerb::new);
    all.put("weave", WeaveVerb::new);
    all.put("bench", BenchVerb::new);
    all.put("help", HelpVerb::new);
    return all;
  }

  static boolean isVerb(String word) {
    return VERBS.containsKey(word);
  }

  /** Ends the process with what the verb returns. */
  public static void main(String[] words) {
    System.exit(codeOf(words));
  }

  private static int codeOf(String[] words) {
    try {
      return line(words).execute(words);
    } catch (LinkageError e) {
      // A library for another machine, say; picocli lets errors pass.
      return refuse(e, FAILED);
    }
  }

  /** The command line for these words: with their verb, or with all if they begin with none. */
  private static CommandLine line(String... words) {
    CommandLine line = new CommandLine(new Main());
    VERBS.forEach((name, verb) -> {
      if (words.length == 0 || !isVerb(words[0]) || name.equals(words[0])) {
        line.addSubcommand(name, verb.get());
      }
    });
    return line.setExecutionStrategy(Main::execute)
        .setParameterExceptionHandler((error, all) -> refuse(understood(error), NOT_UNDERSTOOD))
        .setExecutionExceptionHandler((error, of, parsed) -> refuse(error, FAILED));
  }

  /** Without a verb. */
  @Override
  public void run() {
    System.out.print(version ? NAME + " " + version() + "\n" : HelpVerb.screen());
  }

  static Phrases phrases() {
    return Phrases.of(Main.class, Language.current());
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "?" : version;
  }

  private static int execute(ParseResult parsed) {
    List<CommandLine> lines = parsed.asCommandLineList();
    CommandLine last = lines.getLast();
    if (last.isUsageHelpRequested()) {
      System.out.print(HelpVerb.page(last.getCommandName()));
      return FINE;
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static CapasException understood(ParameterException error) {
    CommandLine line = error.getCommandLine();
    String verb = line.getCommandName();
    return switch (error) {
      case UnmatchedArgumentException unmatched when verb.equals(NAME) ->
          new CommandException.UnknownVerb(unmatched.getUnmatched().getFirst(), nearest(unmatched));
      case UnmatchedArgumentException unmatched ->
          new CommandException.UnknownWord(unmatched.getUnmatched().getFirst(), verb);
      case MissingParameterException missing when !missing.getMissing().isEmpty() ->
          new CommandException.WrongValue(missing.getMissing().getFirst().paramLabel(), verb);
      default -> new CommandException.WrongValue(wrong(error), verb);
    };
  }

  private static String nearest(UnmatchedArgumentException unmatched) {
    return unmatched.getSuggestions().stream().findFirst().orElse("help");
  }

  private static String wrong(ParameterException error) {
    return error.getArgSpec() instanceof CommandLine.Model.OptionSpec option
        ? option.longestName()
        : String.valueOf(error.getValue());
  }

  private static int refuse(Throwable error, int code) {
    System.out.flush();
    System.err.println(
        error instanceof CapasException refusal
            ? refusal.getMessage()
            : phrases().say("unforeseen", error));
    return code;
  }
}
