package capas.linux;

import capas.words.CapasException;
import capas.words.Phrases;
import capas.words.Spoken;
import jnr.constants.platform.Errno;

/**
 * The kernel refused a call. The message says which call on what, and the errno in words; see
 * errno(3).
 */
public final class SyscallException extends CapasException {

  private final Errno errno;

  SyscallException(String call, Object subject, Errno errno) {
    super("syscall", call, subject, errno.name(), reason(errno));
    this.errno = errno;
  }

  /** The constant's name, for example {@code EPERM}. */
  public String errno() {
    return errno.name();
  }

  /** The constant in words. */
  public Spoken reason() {
    return reason(errno);
  }

  private static Spoken reason(Errno errno) {
    return language ->
        Phrases.of(SyscallException.class, language)
            .find("errno." + errno.name())
            .orElse(errno.description());
  }
}
