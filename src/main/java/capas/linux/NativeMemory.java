package capas.linux;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import jnr.constants.platform.Errno;

/** Where names, structures and data stand while the kernel reads them; of one thread at a time. */
final class NativeMemory {

  /** The kernel takes no longer path; see path_resolution(7). */
  static final int LONGEST_PATH = 4096;

  /** The kernel takes no longer value of an attribute, and this is a good size for a write. */
  static final int DATA = 1 << 16;

  static final int SIZE_OF_STATX = 256;

  private static final int SIZE_OF_TIMES = 32;
  private static final long UTIME_OMIT = (1L << 30) - 2;

  private final Place name = new Place(LONGEST_PATH);
  private final Place otherName = new Place(LONGEST_PATH);
  private final Place data = new Place(DATA);
  private final Place structure = new Place(SIZE_OF_STATX);
  private final Place zeros = new Place(1);

  private record Place(ByteBuffer bytes, long address) {
    Place(int size) {
      this(ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder()));
    }

    private Place(ByteBuffer bytes) {
      this(bytes, MemoryIO.getInstance().getDirectBufferAddress(bytes));
    }
  }

  /** An empty name. */
  long nothing() {
    return zeros.address;
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
  private static long put(Place place, byte[] bytes) {
    for (byte letter : bytes) {
      if (letter == 0) {
        throw new SyscallException("open", OpenInode.shown(bytes), Errno.EINVAL);
      }
    }
    if (bytes.length >= LONGEST_PATH) {
      throw new SyscallException("open", OpenInode.shown(bytes), Errno.ENAMETOOLONG);
    }
    place.bytes.put(0, bytes).put(bytes.length, (byte) 0);
    return place.address;
  }

  long data(byte[] bytes, int from, int length) {
    data.bytes.put(0, bytes, from, length);
    return data.address;
  }

  long data() {
    return data.address;
  }

  void copyData(byte[] into, int length) {
    data.bytes.get(0, into, 0, length);
  }

  long structure() {
    return structure.address;
  }

  byte[] status() {
    byte[] status = new byte[SIZE_OF_STATX];
    structure.bytes.get(0, status);
    return status;
  }

  /** struct open_how. */
  long how(long flags, long resolve) {
    structure.bytes.putLong(0, flags).putLong(8, 0).putLong(16, resolve);
    return structure.address;
  }

  /** Two struct timespec; the first one empty to leave it as it is. */
  long times(Instant accessed, Instant modified) {
    putTime(0, accessed);
    putTime(SIZE_OF_TIMES / 2, modified);
    return structure.address;
  }

  private void putTime(int at, Instant time) {
    structure.bytes.putLong(at, time == null ? 0 : time.getEpochSecond());
    structure.bytes.putLong(at + 8, time == null ? UTIME_OMIT : time.getNano());
  }
}
