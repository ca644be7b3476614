package capas.lab;

import capas.registry.PullStep;
import capas.words.Teller;
import capas.words.Told;

/** One step of a pull, with its requests. */
public record PullStepSeen(PullStep step) implements Told {

  @Override
  public String toString() {
    return Teller.told(this, step);
  }
}
