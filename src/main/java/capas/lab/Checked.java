package capas.lab;

import capas.overlay.Observation;
import capas.words.Language;
import capas.words.Phrases;
import capas.words.Spoken;
import capas.words.Teller;
import capas.words.Told;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Expectations beside what there is; all of them came true. */
public record Checked(List<Result> results) implements Told {

  /** Nothing stands for a name that shows nowhere and is hidden by nothing. */
  public record Result(Expectation expectation, Optional<String> actual) {
    public boolean isRight() {
      return expectation.expected().equals(actual);
    }
  }

  public Checked {
    results = List.copyOf(results);
  }

  static Checked of(List<Expectation> expectations, Observation now, Path merged) {
    List<Result> results =
        expectations.stream()
            .map(expectation -> new Result(expectation, expectation.actual(now, merged)))
            .toList();
    List<Result> wrong = results.stream().filter(result -> !result.isRight()).toList();
    if (!wrong.isEmpty()) {
      throw new LabRefusedException.CheckFailed(wrong.size(), results.size(), differences(wrong));
    }
    return new Checked(results);
  }

  private static Spoken differences(List<Result> wrong) {
    return language ->
        wrong.stream().map(result -> difference(result, language)).collect(Collectors.joining());
  }

  private static String difference(Result result, Language language) {
    Phrases phrases = Phrases.of(Checked.class, language);
    String nothing = phrases.say("check.nothing");
    return "\n    "
        + phrases.say(
            "check.difference",
            result.expectation().name(),
            result.expectation().expected().orElse(nothing),
            result.actual().orElse(nothing));
  }

  @Override
  public String toString() {
    return Teller.told(this, results);
  }
}
