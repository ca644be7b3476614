package capas.render;

import capas.explain.Document;

/** A document as plain text, for a terminal. */
public final class TextRenderer {

  /** The text, with no line end at its end. */
  public String render(Document document) {
    return document.toString();
  }
}
