package capas.linux;

import jnr.ffi.LibraryLoader;
import jnr.ffi.annotations.Out;
import jnr.ffi.annotations.SaveError;
import jnr.ffi.types.dev_t;
import jnr.ffi.types.mode_t;
import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;

/** The calls that jnr-posix does not offer, as the C library declares them. */
final class LibC {

  static final Calls CALLS = LibraryLoader.create(Calls.class).load("c");

  private LibC() {}

  /** Public for jnr-ffi alone, whose own class loader implements it. */
  public interface Calls {

    @SaveError
    int mount(String source, String target, String type, long flags, String data);

    @SaveError
    int umount2(String target, int flags);

    @SaveError
    int mknod(String path, @mode_t int mode, @dev_t long device);

    @SaveError
    int unshare(int flags);

    @SaveError
    int chdir(String path);

    @SaveError
    @ssize_t
    long lgetxattr(String path, String name, @Out byte[] value, @size_t long size);

    @SaveError
    @ssize_t
    long llistxattr(String path, @Out byte[] names, @size_t long size);

    @SaveError
    int lsetxattr(String path, String name, byte[] value, @size_t long size, int flags);

    @SaveError
    int klogctl(int action, @Out byte[] text, int size);
  }
}
