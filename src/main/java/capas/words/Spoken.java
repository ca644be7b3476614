package capas.words;

/** A fact in a sentence that is itself said differently in each language. */
@FunctionalInterface
public interface Spoken {

  /** The words in this language. */
  String in(Language language);
}
