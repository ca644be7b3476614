package capas.linux;

import java.time.Instant;
import jnr.constants.platform.Errno;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/** Where names, structures and data stand while the kernel reads them; of one thread at a time. */
final class NativeMemory {

  /** The kernel takes no longer path; see path_resolution(7). */
  static final int LONGEST_PATH = 4096;

  /** The kernel takes no longer value of an attribute, and this is a good size for a write. */
  static final int DATA = 1 << 16;

  static final int SIZE_OF_STATX = 256;

  private static final int SIZE_OF_TIMES = 32;
  private static final long UTIME_OMIT = (1L << 30) - 2;

  private final Pointer name = allocate(LONGEST_PATH);
  private final Pointer otherName = allocate(LONGEST_PATH);
  private final Pointer data = allocate(DATA);
  private final Pointer structure = allocate(SIZE_OF_STATX);
  final long nothing = zero(allocate(8));

  private static Pointer allocate(int size) {
    return Memory.allocateDirect(Runtime.getSystemRuntime(), size);
  }

  private static long zero(Pointer place) {
    place.putLong(0, 0);
    return place.address();
  }

  /**
   * @throws SyscallException ENAMETOOLONG, which the kernel would say of it
   */
  long name(byte[] bytes) {
    return put(name, bytes);
  }

  long otherName(byte[] bytes) {
    return put(otherName, bytes);
  }

  /** A NUL would end the name where the kernel reads it, and mean another one. */
  private static long put(Pointer place, byte[] bytes) {
    for (byte letter : bytes) {
      if (letter == 0) {
        throw new SyscallException("open", OpenInode.shown(bytes), Errno.EINVAL);
      }
    }
    if (bytes.length >= LONGEST_PATH) {
      throw new SyscallException("open", OpenInode.shown(bytes), Errno.ENAMETOOLONG);
    }
    place.put(0, bytes, 0, bytes.length);
    place.putByte(bytes.length, (byte) 0);
    return place.address();
  }

  long data(byte[] bytes, int from, int length) {
    data.put(0, bytes, from, length);
    return data.address();
  }

  long data() {
    return data.address();
  }

  void copyData(byte[] into, int length) {
    data.get(0, into, 0, length);
  }

  long structure() {
    return structure.address();
  }

  byte[] status() {
    byte[] status = new byte[SIZE_OF_STATX];
    structure.get(0, status, 0, status.length);
    return status;
  }

  /** struct open_how. */
  long how(long flags, long resolve) {
    structure.putLong(0, flags);
    structure.putLong(8, 0);
    structure.putLong(16, resolve);
    return structure.address();
  }

  /** Two struct timespec; the first one empty to leave it as it is. */
  long times(Instant accessed, Instant modified) {
    putTime(0, accessed);
    putTime(SIZE_OF_TIMES / 2, modified);
    return structure.address();
  }

  private void putTime(int at, Instant time) {
    structure.putLong(at, time == null ? 0 : time.getEpochSecond());
    structure.putLong(at + 8, time == null ? UTIME_OMIT : time.getNano());
  }
}
