package capas.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jnr.constants.platform.Errno;

/**
 * What the kernel says about one name, a symbolic link not followed. Stands for {@code stat NAME};
 * see statx(2).
 *
 * @param permissions the twelve low bits of the mode: setuid, setgid, sticky and rwx three times
 * @param links how many names this inode has
 * @param sizeInBytes of the content; 0 for a device
 * @param blocks of 512 bytes that the content takes on the disk
 * @param device number of the device that this node stands for; 0, 0 for all other types
 * @param mountId the mount that holds the name, as in {@link MountPoint#id}
 */
public record FileStatus(
    Type type,
    int permissions,
    int links,
    int uid,
    int gid,
    long inode,
    long sizeInBytes,
    long blocks,
    Instant modified,
    DeviceNumber device,
    long mountId) {

  /** The seven file types of inode(7), with the letter that {@code ls -l} shows. */
  public enum Type {
    REGULAR('-', 0x8000),
    FOLDER('d', 0x4000),
    SYMLINK('l', 0xa000),
    CHARACTER_DEVICE('c', 0x2000),
    BLOCK_DEVICE('b', 0x6000),
    FIFO('p', 0x1000),
    SOCKET('s', 0xc000);

    private static final List<Type> ALL = List.of(values());

    private final char letter;
    private final int bits;

    Type(char letter, int bits) {
      this.letter = letter;
      this.bits = bits;
    }

    /** The first character of a line of {@code ls -l}. */
    public char letter() {
      return letter;
    }

    int bits() {
      return bits;
    }

    private static Type of(int mode) {
      for (Type type : ALL) {
        if ((mode & 0xf000) == type.bits) {
          return type;
        }
      }
      throw new IllegalArgumentException(Integer.toOctalString(mode));
    }
  }

  /** A device's number; {@code 0, 0} belongs to no device, and marks a whiteout. */
  public record DeviceNumber(int major, int minor) {
    @Override
    public String toString() {
      return major + ", " + minor;
    }
  }

  private static final int AT_FDCWD = -100;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int STATX_BASIC_STATS = 0x7ff;
  private static final int STATX_MNT_ID = 0x1000;

  /** What {@link #parse} reads. */
  static final int WANTED = STATX_BASIC_STATS | STATX_MNT_ID;

  private static final ThreadLocal<NativeMemory> MEMORY =
      ThreadLocal.withInitial(NativeMemory::new);

  /**
   * Asks the kernel.
   *
   * @throws SyscallException if there is no such name (ENOENT) or it may not be reached (EACCES)
   */
  public static FileStatus of(Path path) {
    if (statx(path) != 0) {
      throw new SyscallException("statx", path, SyscallException.lastErrno());
    }
    return parse(MEMORY.get().status());
  }

  /** As {@link #of}, and nothing where there is no such name. */
  public static Optional<FileStatus> find(Path path) {
    if (statx(path) == 0) {
      return Optional.of(parse(MEMORY.get().status()));
    }
    Errno errno = SyscallException.lastErrno();
    if (errno == Errno.ENOENT || errno == Errno.ENOTDIR) {
      return Optional.empty();
    }
    throw new SyscallException("statx", path, errno);
  }

  private static int statx(Path path) {
    NativeMemory memory = MEMORY.get();
    long name = memory.name(path.toString().getBytes(StandardCharsets.UTF_8));
    return FolderCalls.statx(AT_FDCWD, name, AT_SYMLINK_NOFOLLOW, WANTED, memory.structure());
  }

  /** The offsets are those of struct statx in linux/stat.h, alike on every architecture. */
  static FileStatus parse(byte[] answer) {
    ByteBuffer b = ByteBuffer.wrap(answer).order(ByteOrder.nativeOrder());
    int mode = Short.toUnsignedInt(b.getShort(28));
    return new FileStatus(
        Type.of(mode),
        mode & 0xfff,
        b.getInt(16),
        b.getInt(20),
        b.getInt(24),
        b.getLong(32),
        b.getLong(40),
        b.getLong(48),
        Instant.ofEpochSecond(b.getLong(112), b.getInt(120)),
        new DeviceNumber(b.getInt(128), b.getInt(132)),
        b.getLong(144));
  }

  public boolean isFolder() {
    return type == Type.FOLDER;
  }

  public boolean isSymlink() {
    return type == Type.SYMLINK;
  }

  /** A character device with the number 0, 0: the kernel's mark for a deleted name. */
  public boolean isZeroDevice() {
    return type == Type.CHARACTER_DEVICE && device.equals(new DeviceNumber(0, 0));
  }

  /** Type and permissions as {@code ls -l} writes them: {@code -rw-r--r--}. */
  public String mode() {
    StringBuilder text = new StringBuilder().append(type.letter);
    for (int shift = 6; shift >= 0; shift -= 3) {
      int bits = permissions >> shift;
      text.append((bits & 4) != 0 ? 'r' : '-').append((bits & 2) != 0 ? 'w' : '-');
      boolean special = (permissions & (0x200 << (shift / 3))) != 0;
      char letter = shift == 0 ? 't' : 's';
      boolean executable = (bits & 1) != 0;
      text.append(
          special ? (executable ? letter : Character.toUpperCase(letter)) : executable ? 'x' : '-');
    }
    return text.toString();
  }
}
