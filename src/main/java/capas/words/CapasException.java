package capas.words;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A refusal that teaches: what happened, why (the rule of the system), and what to do next.
 *
 * <p>The three sentences are {@code KEY.what}, {@code KEY.why} and {@code KEY.next} in the phrases
 * beside the exception's own class; a fact that is {@link Spoken} is said in the language of its
 * sentence. There is no stack trace: a refusal is about what was asked, not about our code. The
 * message is built when the exception is, because a shell or a notebook shows {@link #getMessage()}
 * and nothing else.
 */
public abstract class CapasException extends RuntimeException {

  private static final int LONGEST_QUOTE = 200;

  private final String key;
  private final transient Object[] facts;
  private final String message;

  protected CapasException(String key, Object... facts) {
    super(null, null, false, false);
    this.key = key;
    this.facts = facts.clone();
    this.message = saidIn(Language.current());
  }

  /** What happened, in one sentence. */
  public final String what(Language language) {
    return say("what", language);
  }

  /** The rule of the system behind it. */
  public final String why(Language language) {
    return say("why", language);
  }

  /** What the student can do now. */
  public final String next(Language language) {
    return say("next", language);
  }

  /** All three, one a line. */
  public final String saidIn(Language language) {
    Phrases labels = Phrases.of(CapasException.class, language);
    return what(language)
        + "\n  "
        + labels.say("why", why(language))
        + "\n  "
        + labels.say("next", next(language));
  }

  @Override
  public final String getMessage() {
    return message;
  }

  /**
   * Strangers' text as it may stand in a sentence: one line, with control characters spelled out,
   * and at most 200 characters.
   */
  public static String quote(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_QUOTE)
        .forEach(c -> {
          if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
            line.append(String.format("\\u%04x", c));
          } else {
            line.appendCodePoint(c);
          }
        });
    return text.codePointCount(0, text.length()) > LONGEST_QUOTE ? line + "…" : line.toString();
  }

  /**
   * What the system said of a file, the reason first: a long path after it may be cut. The path of
   * the sentence's own subject is left out.
   */
  protected static String reason(Object subject, IOException failure) {
    if (!(failure instanceof FileSystemException refused)) {
      return quote(String.valueOf(failure.getMessage()));
    }
    String said =
        switch (refused) {
          case NoSuchFileException missing -> "ENOENT";
          case AccessDeniedException denied -> "EACCES";
          case FileAlreadyExistsException taken -> "EEXIST";
          case DirectoryNotEmptyException full -> "ENOTEMPTY";
          default -> String.valueOf(refused.getReason());
        };
    String others =
        Stream.of(refused.getFile(), refused.getOtherFile())
            .filter(file -> file != null && !file.equals(subject.toString()))
            .collect(Collectors.joining(" -> "));
    return quote(others.isEmpty() ? said : said + ": " + others);
  }

  private String say(String part, Language language) {
    Object[] said = facts.clone();
    for (int i = 0; i < said.length; i++) {
      if (said[i] instanceof Spoken fact) {
        said[i] = fact.in(language);
      }
    }
    return Phrases.of(getClass(), language).say(key + "." + part, said);
  }
}
