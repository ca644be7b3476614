package capas.linux;

import capas.words.CapasException;
import capas.words.Phrases;
import capas.words.Spoken;
import com.kenai.jffi.LastError;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import jnr.constants.platform.Errno;

/**
 * The kernel refused a call. The message says which call on what, and the errno in words; see
 * errno(3).
 */
public final class SyscallException extends CapasException {

  private final String call;
  private final Errno errno;

  SyscallException(String call, Object subject, Errno errno) {
    super("syscall", call, subject, errno.name(), reason(errno));
    this.call = call;
    this.errno = errno;
  }

  /** Why the last call of this thread failed. */
  static Errno lastErrno() {
    return Errno.valueOf(LastError.getInstance().get());
  }

  /** The name of the call, for example {@code openat2}. */
  public String call() {
    return call;
  }

  /**
   * The same of what Java's own file access met: its exceptions hide the errno that they stand for.
   */
  public static SyscallException of(String call, Object subject, IOException failure) {
    Errno errno =
        switch (failure) {
          case NoSuchFileException missing -> Errno.ENOENT;
          case AccessDeniedException denied -> Errno.EACCES;
          default ->
              Arrays.stream(Errno.values())
                  .filter(
                      known -> String.valueOf(failure.getMessage()).endsWith(known.description()))
                  .findFirst()
                  .orElse(Errno.EIO);
        };
    return new SyscallException(call, subject, errno);
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
