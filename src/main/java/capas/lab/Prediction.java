package capas.lab;

import capas.words.Teller;
import capas.words.Told;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a student expects to find in a folder after the next step.
 *
 * @param folder as {@code ls} takes it, such as {@code upper}
 */
public record Prediction(String folder, SortedSet<String> names) implements Told {

  /** A prediction beside what there was. */
  public record Outcome(Prediction prediction, SortedSet<String> found) {

    public boolean isRight() {
      return prediction.names().equals(found);
    }

    /** Names that were expected and are not there. */
    public SortedSet<String> missing() {
      return without(prediction.names(), found);
    }

    /** Names that are there and were not expected. */
    public SortedSet<String> surprising() {
      return without(found, prediction.names());
    }

    private static SortedSet<String> without(SortedSet<String> names, SortedSet<String> others) {
      SortedSet<String> rest = new TreeSet<>(names);
      rest.removeAll(others);
      return rest;
    }
  }

  @Override
  public String toString() {
    return Teller.told(this, folder + ": " + String.join(" ", names));
  }
}
