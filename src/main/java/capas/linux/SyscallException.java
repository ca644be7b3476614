package capas.linux;

import capas.words.CapasException;
import capas.words.Language;
import capas.words.Phrases;
import jnr.constants.platform.Errno;

/**
 * The kernel refused a call. The message says which call on what, and the errno in words; see
 * errno(3).
 */
public final class SyscallException extends CapasException {

  private final Errno errno;

  SyscallException(String call, Object subject, Errno errno) {
    super("syscall", call, subject, errno.name(), new Reason(errno));
    this.errno = errno;
  }

  /** The constant's name, for example {@code EPERM}. */
  public String errno() {
    return errno.name();
  }

  /** The constant in words, in one language. */
  public String reason(Language language) {
    return reason(errno, language);
  }

  private static String reason(Errno errno, Language language) {
    return Phrases.of(SyscallException.class, language)
        .find("errno." + errno.name())
        .orElse(errno.description());
  }

  /** Says itself in the language of the process, where the exception's own text is built. */
  private record Reason(Errno errno) {
    @Override
    public String toString() {
      return reason(errno, Language.current());
    }
  }
}
