package capas.cli;

import capas.words.CapasException;
import capas.words.Language;
import capas.words.Phrases;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What {@code ./capas} hands over to: finds the verb and lets it work. */
public final class Main {

  /** The exit codes: all is well; something was tried and failed; the words make no sense. */
  static final int FINE = 0;

  static final int FAILED = 1;
  static final int NOT_UNDERSTOOD = 2;

  private static final Map<String, Function<String[], Verb>> VERBS = verbs();
  private static final List<String> ASK_FOR_HELP = List.of("-h", "--help");

  private Main() {}

  private static Map<String, Function<String[], Verb>> verbs() {
    Map<String, Function<String[], Verb>> all = new LinkedHashMap<>();
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

  private static int codeOf(String... words) {
    Verb verb;
    try {
      verb = understood(words);
    } catch (CapasException e) {
      return refuse(e, NOT_UNDERSTOOD);
    }
    try {
      return verb.run();
    } catch (UnsatisfiedLinkError e) {
      return refuse(new CommandException.NoNativeCode(e), FAILED);
    } catch (Exception | LinkageError e) {
      return refuse(e, FAILED);
    }
  }

  private static Verb understood(String... words) {
    if (words.length == 0 || ASK_FOR_HELP.contains(words[0])) {
      return new HelpVerb();
    }
    if (words.length == 1 && words[0].equals("--version")) {
      return Main::tellVersion;
    }
    if (words[0].startsWith("-")) {
      throw new CommandException.UnknownWord(words[0], "help");
    }
    if (!isVerb(words[0])) {
      throw new CommandException.UnknownVerb(words[0], nearest(words[0]));
    }
    List<String> more = List.of(words).subList(1, words.length);
    return more.stream().anyMatch(ASK_FOR_HELP::contains)
        ? new HelpVerb(words[0])
        : VERBS.get(words[0]).apply(more.toArray(String[]::new));
  }

  private static int tellVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    System.out.println("capas " + (version == null ? "?" : version));
    return FINE;
  }

  static Phrases phrases() {
    return Phrases.of(Main.class, Language.current());
  }

  private static String nearest(String word) {
    return VERBS.keySet().stream()
        .filter(verb -> distance(verb, word) <= verb.length() / 2)
        .min(Comparator.comparingInt(verb -> distance(verb, word)))
        .orElse("help");
  }

  /** How many letters must be put in, taken out or changed; of Levenshtein. */
  private static int distance(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] now = new int[other.length() + 1];
      now[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        now[j] = Math.min(before[j - 1] + change, 1 + Math.min(before[j], now[j - 1]));
      }
      before = now;
    }
    return before[other.length()];
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
