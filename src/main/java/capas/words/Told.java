package capas.words;

/** A value that Capas can put into words: {@link Teller} tells it. */
public interface Told {}
