package capas.linux;

/**
 * The calls that take an open folder and a name in it. Names and structures are given by their
 * address, as the C library takes them: names are bytes in no charset, and a layer makes a hundred
 * thousand such calls. Each answers -1 if the kernel refused, and keeps its errno.
 */
final class FolderCalls {

  private static final NativeFunction SYSCALL = NativeFunction.of("syscall", 5);
  private static final NativeFunction OPENAT = NativeFunction.of("openat", 4);
  private static final NativeFunction MKDIRAT = NativeFunction.of("mkdirat", 3);
  private static final NativeFunction SYMLINKAT = NativeFunction.of("symlinkat", 3);
  private static final NativeFunction LINKAT = NativeFunction.of("linkat", 5);
  private static final NativeFunction MKNODAT = NativeFunction.of("mknodat", 4);
  private static final NativeFunction UNLINKAT = NativeFunction.of("unlinkat", 3);
  private static final NativeFunction FCHOWNAT = NativeFunction.of("fchownat", 5);
  private static final NativeFunction FCHMODAT = NativeFunction.of("fchmodat", 4);
  private static final NativeFunction UTIMENSAT = NativeFunction.of("utimensat", 4);
  private static final NativeFunction STATX = NativeFunction.of("statx", 5);
  private static final NativeFunction FCHMOD = NativeFunction.of("fchmod", 2);
  private static final NativeFunction FUTIMENS = NativeFunction.of("futimens", 2);
  private static final NativeFunction FSETXATTR = NativeFunction.of("fsetxattr", 5);
  private static final NativeFunction LSETXATTR = NativeFunction.of("lsetxattr", 5);
  private static final NativeFunction FGETXATTR = NativeFunction.of("fgetxattr", 4);
  private static final NativeFunction GETDENTS64 = NativeFunction.of("getdents64", 3);
  private static final NativeFunction READ = NativeFunction.of("read", 3);
  private static final NativeFunction WRITE = NativeFunction.of("write", 3);
  private static final NativeFunction LSEEK = NativeFunction.of("lseek", 3);
  private static final NativeFunction FTRUNCATE = NativeFunction.of("ftruncate", 2);
  private static final NativeFunction CLOSE = NativeFunction.of("close", 1);

  private FolderCalls() {}

  /** For openat2(2) and open_tree(2), which the C libraries of many machines do not know. */
  static int syscall(long number, int folder, long name, long how, long size) {
    return (int) SYSCALL.call(number, folder, name, how, size);
  }

  static int openat(int folder, long name, int flags, int mode) {
    return (int) OPENAT.call(folder, name, flags, mode);
  }

  static int mkdirat(int folder, long name, int mode) {
    return (int) MKDIRAT.call(folder, name, mode);
  }

  static int symlinkat(long target, int folder, long name) {
    return (int) SYMLINKAT.call(target, folder, name);
  }

  static int linkat(int folder, long name, int otherFolder, long otherName, int flags) {
    return (int) LINKAT.call(folder, name, otherFolder, otherName, flags);
  }

  static int mknodat(int folder, long name, int mode, long device) {
    return (int) MKNODAT.call(folder, name, mode, device);
  }

  static int unlinkat(int folder, long name, int flags) {
    return (int) UNLINKAT.call(folder, name, flags);
  }

  static int fchownat(int folder, long name, int uid, int gid, int flags) {
    return (int) FCHOWNAT.call(folder, name, uid, gid, flags);
  }

  static int fchmodat(int folder, long name, int mode, int flags) {
    return (int) FCHMODAT.call(folder, name, mode, flags);
  }

  static int utimensat(int folder, long name, long times, int flags) {
    return (int) UTIMENSAT.call(folder, name, times, flags);
  }

  static int statx(int folder, long name, int flags, int mask, long status) {
    return (int) STATX.call(folder, name, flags, mask, status);
  }

  static int fchmod(int file, int mode) {
    return (int) FCHMOD.call(file, mode);
  }

  static int futimens(int file, long times) {
    return (int) FUTIMENS.call(file, times);
  }

  static int fsetxattr(int file, long name, long value, long size, int flags) {
    return (int) FSETXATTR.call(file, name, value, size, flags);
  }

  static int lsetxattr(long path, long name, long value, long size, int flags) {
    return (int) LSETXATTR.call(path, name, value, size, flags);
  }

  static long fgetxattr(int file, long name, long value, long size) {
    return FGETXATTR.call(file, name, value, size);
  }

  static long getdents64(int folder, long entries, long size) {
    return GETDENTS64.call(folder, entries, size);
  }

  static long read(int file, long bytes, long size) {
    return READ.call(file, bytes, size);
  }

  static long write(int file, long bytes, long size) {
    return WRITE.call(file, bytes, size);
  }

  static long lseek(int file, long offset, int from) {
    return LSEEK.call(file, offset, from);
  }

  static int ftruncate(int file, long size) {
    return (int) FTRUNCATE.call(file, size);
  }

  static int close(int file) {
    return (int) CLOSE.call(file);
  }
}
