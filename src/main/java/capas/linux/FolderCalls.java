package capas.linux;

import jnr.ffi.LibraryLoader;
import jnr.ffi.annotations.SaveError;

/**
 * The calls that take an open folder and a name in it. Names and structures are given by their
 * address, as the C library takes them: names are bytes in no charset, and a layer makes a hundred
 * thousand such calls.
 */
final class FolderCalls {

  static final Calls CALLS = LibraryLoader.create(Calls.class).load("c");

  private FolderCalls() {}

  /** Those that few layers need: making a call known takes jnr-ffi some milliseconds. */
  static final class Rare {
    static final RareCalls CALLS = LibraryLoader.create(RareCalls.class).load("c");

    private Rare() {}
  }

  /** Public for jnr-ffi alone, whose own class loader implements it. */
  public interface Calls {

    /** Of these four words only openat2(2) is called, for which C libraries have no function. */
    @SaveError
    long syscall(long number, long folder, long name, long how, long size);

    @SaveError
    int openat(int folder, long name, int flags, int mode);

    @SaveError
    int mkdirat(int folder, long name, int mode);

    @SaveError
    int symlinkat(long target, int folder, long name);

    @SaveError
    int linkat(int folder, long name, int otherFolder, long otherName, int flags);

    @SaveError
    int mknodat(int folder, long name, int mode, long device);

    @SaveError
    int fchownat(int folder, long name, int uid, int gid, int flags);

    @SaveError
    int fchmodat(int folder, long name, int mode, int flags);

    @SaveError
    int utimensat(int folder, long name, long times, int flags);

    @SaveError
    int statx(int folder, long name, int flags, int mask, long status);

    @SaveError
    int fchmod(int file, int mode);

    @SaveError
    int futimens(int file, long times);

    @SaveError
    int fsetxattr(int file, long name, long value, long size, int flags);

    @SaveError
    long write(int file, long bytes, long size);

    @SaveError
    int close(int file);
  }

  /** Public for jnr-ffi alone, as the other one. */
  public interface RareCalls {

    @SaveError
    int unlinkat(int folder, long name, int flags);

    @SaveError
    int lsetxattr(long path, long name, long value, long size, int flags);

    @SaveError
    long fgetxattr(int file, long name, long value, long size);

    @SaveError
    long getdents64(int folder, long entries, long size);

    @SaveError
    long read(int file, long bytes, long size);

    @SaveError
    long lseek(int file, long offset, int from);

    @SaveError
    int ftruncate(int file, long size);
  }
}
