package capas.linux;

/** A regular file that is read or written by its descriptor. */
public final class OpenFile extends OpenInode {

  private static final int SEEK_CUR = 1;

  OpenFile(int descriptor, NativeMemory memory, Object subject) {
    super(descriptor, memory, subject);
  }

  /** All these bytes, behind those before; see write(2). */
  public void write(byte[] bytes, int from, int length) {
    for (int at = from; at < from + length; ) {
      int piece = Math.min(from + length - at, NativeMemory.DATA);
      long written = FolderCalls.write(descriptor, memory.data(bytes, at, piece), piece);
      must("write", written);
      at += (int) written;
    }
  }

  /** Leaves a hole of so many bytes, which takes no space; see lseek(2). */
  public void leaveHole(long bytes) {
    must("lseek", FolderCalls.lseek(descriptor, bytes, SEEK_CUR));
  }

  /** Stands for {@code truncate -s SIZE}; see ftruncate(2). */
  public void changeSize(long bytes) {
    must("ftruncate", FolderCalls.ftruncate(descriptor, bytes));
  }

  /** Some of the next bytes, and -1 at the end; see read(2). */
  public int read(byte[] into) {
    int most = Math.min(into.length, NativeMemory.DATA);
    long count = FolderCalls.read(descriptor, memory.data(), most);
    must("read", count);
    if (count > 0) {
      memory.copyData(into, (int) count);
    }
    return count == 0 ? -1 : (int) count;
  }
}
