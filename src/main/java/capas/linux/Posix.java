package capas.linux;

import jnr.constants.platform.Errno;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;
import jnr.posix.util.DefaultPOSIXHandler;

/** The calls of jnr-posix, of which some answer -1 and others throw: here all are told alike. */
final class Posix {

  static final POSIX CALLS =
      POSIXFactory.getNativePOSIX(
          new DefaultPOSIXHandler() {
            @Override
            public void error(Errno error, String subject) {
              throw new SyscallException("posix", subject, error);
            }

            @Override
            public void error(Errno error, String call, String subject) {
              throw new SyscallException(call, subject, error);
            }
          });

  private Posix() {}

  static void must(String call, Object subject, int answer) {
    if (answer != 0) {
      throw new SyscallException(call, subject, Errno.valueOf(CALLS.errno()));
    }
  }
}
