package capas.jshell;

import capas.explain.Explainer;
import capas.render.TextRenderer;
import capas.words.Language;
import capas.words.Teller;

/** Tells every value as text, in the language of the process. */
public final class TextTeller implements Teller {

  @Override
  public String tell(Object value) {
    return new Explainer(Language.current())
        .explain(value)
        .map(new TextRenderer()::render)
        .orElseGet(() -> value.getClass().getSimpleName());
  }
}
