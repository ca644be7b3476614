package capas.cli;

import capas.lab.Doctor;
import capas.lab.Finding;
import capas.lab.Finding.Subject;
import capas.words.Language;
import capas.words.Phrases;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code ./capas doctor}: what works on this machine, and what to do about the rest. */
final class DoctorVerb implements Verb {

  /** A program that only the tests compare with, and its Debian package. */
  private static final Map<String, String> ORACLES =
      new TreeMap<>(
          Map.of(
              "podman", "podman",
              "skopeo", "skopeo",
              "umoci", "umoci",
              "docker-registry", "docker-registry",
              "chromium", "chromium"));

  private static final String STARTS_A_KERNEL =
      """
      from jupyter_client.manager import start_new_kernel
      manager, client = start_new_kernel(kernel_name="java", startup_timeout=60)
      client.stop_channels()
      manager.shutdown_kernel(now=True)
      """;

  private final Phrases phrases = Main.phrases();
  private final Home home = Home.ofThisClass();

  DoctorVerb(String... words) {
    Words.of("doctor").parse(words);
  }

  @Override
  public int run() {
    works(phrases.say("doctor.jdk"), Runtime.version() + ", " + home.jdk());
    boolean overlays = machine();
    boolean notebooks = jupyter();
    decompressor();
    oracles();
    boolean able = overlays && notebooks;
    System.out.println("\n" + phrases.say(able ? "doctor.able" : "doctor.unable"));
    return able ? Main.FINE : Main.FAILED;
  }

  /** Whether overlays work here, in one way or the other. */
  private boolean machine() {
    Set<Subject> working = EnumSet.noneOf(Subject.class);
    for (Finding finding : Doctor.with(home.lib()).examine()) {
      String subject = phrases.say("doctor." + finding.subject());
      if (finding.works()) {
        working.add(finding.subject());
        works(subject, "");
      } else {
        broken(subject, finding.fact(), phrases.say("doctor." + finding.cause()));
      }
    }
    return working.contains(Subject.WHITEOUT)
        && (working.contains(Subject.OVERLAY_AS_ROOT) || working.contains(Subject.OVERLAY_AS_USER));
  }

  private boolean jupyter() {
    String subject = phrases.say("doctor.jupyter");
    List<String> missing = Jupyter.missing();
    if (!missing.isEmpty()) {
      broken(subject, "", install(String.join(" ", missing)));
      return false;
    }
    works(subject, "");
    return kernel(phrases.say("doctor.kernel"));
  }

  private boolean kernel(String subject) {
    try {
      List<String> start = List.of(Jupyter.PYTHON, "-c", STARTS_A_KERNEL);
      Said said = Said.by(Jupyter.headless(home).command(start));
      if (said.code() == 0) {
        works(subject, "");
        return true;
      }
      broken(subject, said.lastLine(), phrases.say("doctor.rebuild"));
    } catch (CommandException refusal) {
      Language language = Language.current();
      broken(subject, refusal.what(language), refusal.next(language));
    }
    return false;
  }

  /**
   * As the loader of libraries knows it; the folder of its program is in the path of root alone.
   */
  private void decompressor() {
    String subject = phrases.say("doctor.isal");
    Said libraries = Said.by(List.of("/sbin/ldconfig", "-p"));
    if (libraries.text().contains("libisal.so.2")) {
      works(subject, "");
    } else {
      tell("missing", subject, "", install("libisal2"));
    }
  }

  private void oracles() {
    for (var oracle : ORACLES.entrySet()) {
      Said said = Said.by(List.of(oracle.getKey(), "--version"));
      if (said.code() == 0) {
        works(oracle.getKey(), said.lastLine());
      } else if (said.code() != Said.NO_SUCH_COMMAND) {
        broken(phrases.say("doctor.oracle", oracle.getKey()), said.lastLine(), "");
      } else {
        tell(
            "missing",
            phrases.say("doctor.oracle", oracle.getKey()),
            "",
            install(oracle.getValue()));
      }
    }
  }

  private String install(String packages) {
    return phrases.say("doctor.install", packages);
  }

  private void works(String subject, String fact) {
    tell("works", subject, fact, "");
  }

  private void broken(String subject, String fact, String advice) {
    tell("broken", subject, fact, advice);
  }

  private void tell(String state, String subject, String fact, String advice) {
    StringBuilder line =
        new StringBuilder("%-13s".formatted(phrases.say("doctor.state." + state))).append(subject);
    if (!fact.isEmpty()) {
      line.append(": ").append(fact);
    }
    if (!advice.isEmpty()) {
      line.append(" → ").append(advice);
    }
    System.out.println(line);
  }
}
