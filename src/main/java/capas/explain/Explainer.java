package capas.explain;

import capas.words.CapasException;
import capas.words.Language;
import java.util.List;
import java.util.Optional;

/** Turns a value of the model into a {@link Document}, in one language. */
public final class Explainer {

  private final Language language;

  public Explainer(Language language) {
    this.language = language;
  }

  /** The document of this value; nothing where Capas has nothing to say about such a value. */
  public Optional<Document> explain(Object value) {
    return switch (value) {
      case CapasException refusal -> Optional.of(refusal(refusal));
      case null, default -> Optional.empty();
    };
  }

  private Document refusal(CapasException refusal) {
    return new Document(List.of(new Block.Note(Block.Note.Kind.WRONG, refusal.saidIn(language))));
  }
}
