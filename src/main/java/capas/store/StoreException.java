package capas.store;

import capas.words.CapasException;
import capas.words.Phrases;
import capas.words.Spoken;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/** Something in a store that is not as it should be, or that could not be done there. */
public abstract sealed class StoreException extends CapasException {

  private StoreException(String key, Object... facts) {
    super(key, facts);
  }

  /** {@code images.json} or {@code layers.json} says something that cannot be understood. */
  public static final class MalformedList extends StoreException {
    private MalformedList(Path file, String where, Spoken fault) {
      super("malformed-list", file, quote(where), fault);
    }

    static MalformedList of(Path file, String where, String fault, Object... facts) {
      return new MalformedList(
          file,
          where,
          language -> Phrases.of(StoreException.class, language).say("fault." + fault, facts));
    }
  }

  /** A file of the store could not be read, written or locked. */
  public static final class Failed extends StoreException {
    Failed(Path path, IOException failure) {
      super(
          "failed",
          path,
          failure instanceof AccessDeniedException
              ? "EACCES"
              : quote(String.valueOf(failure.getMessage())));
    }
  }

  /** The thread was interrupted while it waited for a lock. */
  public static final class Stopped extends StoreException {
    Stopped(Path lock) {
      super("stopped", lock);
    }
  }
}
