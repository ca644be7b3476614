package capas.linux;

import capas.words.CapasException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import jnr.constants.platform.Errno;

/**
 * A file or a folder that is held by its descriptor: whatever happens to its name, these calls meet
 * the same one. Closing it lets go of the descriptor.
 */
public abstract sealed class OpenInode implements AutoCloseable permits OpenFile, OpenFolder {

  static final int AT_EMPTY_PATH = 0x1000;

  final int descriptor;
  final NativeMemory memory;
  private final Object subject;
  private boolean closed;

  OpenInode(int descriptor, NativeMemory memory, Object subject) {
    this.descriptor = descriptor;
    this.memory = memory;
    this.subject = subject;
  }

  /** Stands for {@code chown UID:GID}; see fchown(2). */
  public final void changeOwner(int uid, int gid) {
    must("fchown", FolderCalls.fchownat(descriptor, memory.nothing(), uid, gid, AT_EMPTY_PATH));
  }

  /** Stands for {@code chmod MODE}; see fchmod(2). */
  public final void changeMode(int permissions) {
    must("fchmod", FolderCalls.fchmod(descriptor, permissions));
  }

  /** Stands for {@code touch -a -d …; touch -m -d …}, to the nanosecond; see futimens(3). */
  public final void changeTimes(Instant accessed, Instant modified) {
    must("futimens", FolderCalls.futimens(descriptor, memory.times(accessed, modified)));
  }

  /** Stands for {@code touch -m -d …}; see futimens(3). */
  public final void changeModified(Instant modified) {
    changeTimes(null, modified);
  }

  /** Stands for {@code setfattr -n ATTRIBUTE -v VALUE}; see fsetxattr(2). */
  public final void setAttribute(byte[] attribute, byte[] value) {
    must(
        "fsetxattr",
        value.length > NativeMemory.DATA
            ? failing(Errno.E2BIG)
            : FolderCalls.fsetxattr(
                descriptor,
                memory.otherName(attribute),
                memory.data(value, 0, value.length),
                value.length,
                0));
  }

  /** Stands for {@code getfattr --only-values -n ATTRIBUTE}; see fgetxattr(2). */
  public final Optional<byte[]> attribute(String attribute) {
    long size =
        FolderCalls.fgetxattr(
            descriptor,
            memory.otherName(attribute.getBytes(StandardCharsets.UTF_8)),
            memory.data(),
            NativeMemory.DATA);
    if (size < 0) {
      return Optional.empty();
    }
    byte[] value = new byte[(int) size];
    memory.copyData(value, value.length);
    return Optional.of(value);
  }

  /** Stands for {@code stat}; see statx(2). */
  public final FileStatus status() {
    must(
        "statx",
        FolderCalls.statx(
            descriptor, memory.nothing(), AT_EMPTY_PATH, FileStatus.WANTED, memory.structure()));
    return FileStatus.parse(memory.status());
  }

  /** A name as it may stand in a sentence. */
  static String shown(byte[] name) {
    return CapasException.quote(new String(name, StandardCharsets.UTF_8));
  }

  final int failing(Errno errno) {
    throw new SyscallException("setxattr", subject, errno);
  }

  final void must(String call, long answer) {
    if (answer < 0) {
      throw new SyscallException(call, subject, SyscallException.lastErrno());
    }
  }

  @Override
  public final void close() {
    if (!closed) {
      closed = true;
      must("close", FolderCalls.close(descriptor));
    }
  }
}
