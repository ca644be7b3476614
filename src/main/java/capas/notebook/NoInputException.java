package capas.notebook;

import capas.words.CapasException;

/** A cell reads the keyboard where the client said that nobody sits at it. */
@SuppressWarnings("serial")
public final class NoInputException extends CapasException {

  NoInputException() {
    super("no-input");
  }
}
