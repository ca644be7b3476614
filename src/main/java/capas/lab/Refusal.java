package capas.lab;

import capas.words.CapasException;
import capas.words.Teller;
import capas.words.Told;

/** A step that was tried and refused, to be read and not to be caught. */
public record Refusal(CapasException reason) implements Told {

  @Override
  public String toString() {
    return Teller.told(this, reason.getMessage());
  }
}
