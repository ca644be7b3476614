package capas.render;

import capas.explain.Document;

/** A document as a fragment of HTML, for a notebook: no script, readable without its styles. */
public final class HtmlRenderer {

  /** One {@code <div>}. */
  public String render(Document document) {
    return "<div>" + document + "</div>";
  }
}
