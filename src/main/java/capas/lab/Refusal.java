package capas.lab;

import capas.words.CapasException;
import capas.words.Teller;
import capas.words.Told;
import java.util.function.Supplier;

/** A step that was tried and refused, to be read and not to be caught. */
public record Refusal(CapasException reason) implements Told {

  static Told insteadOf(Supplier<? extends Told> step) {
    try {
      return step.get();
    } catch (CapasException refused) {
      return new Refusal(refused);
    }
  }

  @Override
  public String toString() {
    return Teller.told(this, reason.getMessage());
  }
}
