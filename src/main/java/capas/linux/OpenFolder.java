package capas.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jnr.constants.platform.Errno;
import jnr.constants.platform.OpenFlags;

/**
 * A folder that is held by its descriptor, and the calls on names in it. Names are bytes as the
 * kernel has them: anything but {@code /} and NUL. No call follows a symbolic link at its last
 * name, and {@link #find} resolves a longer path as if this folder were {@code /}: an absolute link
 * begins here, and {@code ..} stops here. So nothing outside of it is ever met, whatever links lie
 * inside.
 *
 * <p>Folders that were found through one are used by the same thread as it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/openat2.2.html">openat2(2)</a>
 */
public final class OpenFolder extends OpenInode {

  /** The same on every architecture, as that of every call since Linux 5.1. */
  private static final int SYS_OPENAT2 = 437;

  private static final long RESOLVE_NO_MAGICLINKS = 0x02;
  private static final long RESOLVE_IN_ROOT = 0x10;
  private static final long SIZE_OF_HOW = 24;

  /** EAGAIN says that something in the file system was renamed meanwhile, and invites to try. */
  private static final int MOST_TRIES = 100;

  private static final int CLOSED_BY_EXEC = OpenFlags.O_CLOEXEC.intValue();
  private static final int FOLDER = OpenFlags.O_DIRECTORY.intValue() | CLOSED_BY_EXEC;
  private static final int NO_LINK = OpenFlags.O_NOFOLLOW.intValue();
  private static final int NEW_FILE =
      OpenFlags.O_WRONLY.intValue()
          | OpenFlags.O_CREAT.intValue()
          | OpenFlags.O_EXCL.intValue()
          | NO_LINK
          | CLOSED_BY_EXEC;

  /** A fifo under the name shall not stop who opens it. */
  private static final int OLD_FILE = OpenFlags.O_NONBLOCK.intValue() | NO_LINK | CLOSED_BY_EXEC;

  private static final int AT_FDCWD = -100;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int AT_REMOVEDIR = 0x200;

  /** In struct linux_dirent64. */
  private static final int LENGTH_AT = 16;

  private static final int NAME_AT = 19;
  private static final byte[] ITSELF = {'.'};
  private static final byte[] PARENT = {'.', '.'};

  private OpenFolder(int descriptor, NativeMemory memory, Object subject) {
    super(descriptor, memory, subject);
  }

  /** Opens this existing folder; a symbolic link to one is followed. */
  public static OpenFolder at(Path place) {
    NativeMemory memory = new NativeMemory();
    byte[] name = place.toString().getBytes(StandardCharsets.UTF_8);
    int descriptor = FolderCalls.openat(AT_FDCWD, memory.name(name), FOLDER, 0);
    return new OpenFolder(checked("open", name, descriptor), memory, place);
  }

  /**
   * The folder that this path leads to inside of this one, links on the way followed inside; none
   * if there is no such name.
   *
   * @throws SyscallException ENOTDIR if the path goes through something else, ELOOP if links run in
   *     a circle, ENOSYS before Linux 5.6
   */
  public Optional<OpenFolder> find(byte[] path) {
    int found = resolve(path, FOLDER);
    return found < 0 ? Optional.empty() : Optional.of(new OpenFolder(found, memory, shown(path)));
  }

  private int resolve(byte[] path, int flags) {
    long name = memory.name(path);
    long how = memory.how(flags, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS);
    for (int tries = 0; ; tries++) {
      int found = FolderCalls.syscall(SYS_OPENAT2, descriptor, name, how, SIZE_OF_HOW);
      if (found >= 0) {
        return found;
      }
      Errno errno = SyscallException.lastErrno();
      if (errno == Errno.ENOENT) {
        return -1;
      }
      if (tries == MOST_TRIES || errno != Errno.EAGAIN && errno != Errno.EINTR) {
        throw new SyscallException("openat2", shown(path), errno);
      }
    }
  }

  /** The folder of this name, which is not a link. */
  public OpenFolder open(byte[] name) {
    return new OpenFolder(openat(name, FOLDER | NO_LINK, 0), memory, shown(name));
  }

  /** The file of this name, to be read; it may turn out to be no regular file. */
  public OpenFile read(byte[] name) {
    return new OpenFile(openat(name, OLD_FILE, 0), memory, shown(name));
  }

  /**
   * A new empty file that nobody else may read, to be written.
   *
   * @throws SyscallException EEXIST if the name is taken, be it by a link that leads nowhere
   */
  public OpenFile create(byte[] name) {
    return new OpenFile(openat(name, NEW_FILE, 0600), memory, shown(name));
  }

  private int openat(byte[] name, int flags, int mode) {
    int opened = FolderCalls.openat(descriptor, memory.name(name), flags, mode);
    return checked("openat", name, opened);
  }

  /** Stands for {@code mkdir -m MODE NAME}, with the bits of the umask left out; see mkdirat(2). */
  public void makeFolder(byte[] name, int permissions) {
    checked("mkdirat", name, FolderCalls.mkdirat(descriptor, memory.name(name), permissions));
  }

  /** Stands for {@code ln -s TARGET NAME}; see symlinkat(2). */
  public void makeSymlink(byte[] target, byte[] name) {
    checked(
        "symlinkat",
        name,
        FolderCalls.symlinkat(memory.otherName(target), descriptor, memory.name(name)));
  }

  /** Stands for {@code ln NAME FOLDER/OTHER}; a link is not followed. See linkat(2). */
  public void makeHardLink(byte[] name, OpenFolder folder, byte[] other) {
    checked(
        "linkat",
        other,
        FolderCalls.linkat(
            descriptor, memory.name(name), folder.descriptor, memory.otherName(other), 0));
  }

  /** Stands for {@code mknod NAME TYPE MAJOR MINOR}; see mknodat(2). */
  public void makeNode(byte[] name, FileStatus.Type type, int major, int minor) {
    long device =
        (major & 0xfffff000L) << 32
            | (major & 0xfffL) << 8
            | (minor & 0xffffff00L) << 12
            | minor & 0xffL;
    checked(
        "mknodat", name, FolderCalls.mknodat(descriptor, memory.name(name), type.bits(), device));
  }

  /** Stands for {@code chown -h UID:GID NAME}; see fchownat(2). */
  public void changeOwner(byte[] name, int uid, int gid) {
    checked(
        "fchownat",
        name,
        FolderCalls.fchownat(descriptor, memory.name(name), uid, gid, AT_SYMLINK_NOFOLLOW));
  }

  /** Stands for {@code chmod MODE NAME}; a link has no mode (EOPNOTSUPP). See fchmodat(2). */
  public void changeMode(byte[] name, int permissions) {
    checked(
        "fchmodat",
        name,
        FolderCalls.fchmodat(descriptor, memory.name(name), permissions, AT_SYMLINK_NOFOLLOW));
  }

  /** Stands for {@code touch -h -a -d … NAME; touch -h -m -d … NAME}; see utimensat(2). */
  public void changeTimes(byte[] name, Instant accessed, Instant modified) {
    checked(
        "utimensat",
        name,
        FolderCalls.utimensat(
            descriptor, memory.name(name), memory.times(accessed, modified), AT_SYMLINK_NOFOLLOW));
  }

  /** Stands for {@code setfattr -h -n ATTRIBUTE -v VALUE NAME}; see lsetxattr(2). */
  public void setAttribute(byte[] name, byte[] attribute, byte[] value) {
    checked(
        "lsetxattr",
        name,
        value.length > NativeMemory.DATA
            ? failing(Errno.E2BIG)
            : FolderCalls.lsetxattr(
                memory.name(throughProc(name)),
                memory.otherName(attribute),
                memory.data(value, 0, value.length),
                value.length,
                0));
  }

  /** There is no call for it that takes a folder's descriptor before Linux 6.13. */
  private byte[] throughProc(byte[] name) {
    byte[] folder = ("/proc/self/fd/" + descriptor + "/").getBytes(StandardCharsets.US_ASCII);
    byte[] path = Arrays.copyOf(folder, folder.length + name.length);
    System.arraycopy(name, 0, path, folder.length, name.length);
    return path;
  }

  /** Stands for {@code stat NAME}, nothing where there is no such name; see statx(2). */
  public Optional<FileStatus> status(byte[] name) {
    int answer =
        FolderCalls.statx(
            descriptor,
            memory.name(name),
            AT_SYMLINK_NOFOLLOW,
            FileStatus.WANTED,
            memory.structure());
    if (answer != 0 && SyscallException.lastErrno() == Errno.ENOENT) {
      return Optional.empty();
    }
    checked("statx", name, answer);
    return Optional.of(FileStatus.parse(memory.status()));
  }

  /** Stands for {@code rm NAME}; see unlinkat(2). */
  public void remove(byte[] name) {
    checked("unlinkat", name, FolderCalls.unlinkat(descriptor, memory.name(name), 0));
  }

  /** Stands for {@code rmdir NAME}; see unlinkat(2). */
  public void removeFolder(byte[] name) {
    checked("unlinkat", name, FolderCalls.unlinkat(descriptor, memory.name(name), AT_REMOVEDIR));
  }

  /**
   * Removes what has this name, and everything in it if it is a folder; no link is followed. Stands
   * for {@code rm -r NAME}.
   */
  public void removeTree(byte[] name) {
    Optional<FileStatus> found = status(name);
    if (found.isPresent() && found.get().isFolder()) {
      try (OpenFolder inside = open(name)) {
        inside.names().forEach(inside::removeTree);
      }
      removeFolder(name);
    } else if (found.isPresent()) {
      remove(name);
    }
  }

  /**
   * Every name in it, in the order of the file system. Stands for {@code ls -AU}; see
   * getdents64(2).
   */
  public List<byte[]> names() {
    try (OpenFolder again = open(ITSELF)) {
      List<byte[]> names = new ArrayList<>();
      while (again.readNames(names)) {}
      return names;
    }
  }

  private boolean readNames(List<byte[]> names) {
    long size = FolderCalls.getdents64(descriptor, memory.data(), NativeMemory.DATA);
    must("getdents64", size);
    ByteBuffer entries = ByteBuffer.allocate((int) size).order(ByteOrder.nativeOrder());
    memory.copyData(entries.array(), (int) size);
    for (int at = 0; at < size; at += Short.toUnsignedInt(entries.getShort(at + LENGTH_AT))) {
      int end = at + NAME_AT;
      while (entries.get(end) != 0) {
        end++;
      }
      byte[] name = Arrays.copyOfRange(entries.array(), at + NAME_AT, end);
      if (!Arrays.equals(name, ITSELF) && !Arrays.equals(name, PARENT)) {
        names.add(name);
      }
    }
    return size > 0;
  }

  private static int checked(String call, byte[] name, int answer) {
    if (answer < 0) {
      throw new SyscallException(call, shown(name), SyscallException.lastErrno());
    }
    return answer;
  }
}
