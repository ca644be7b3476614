package capas.linux;

import java.nio.file.Path;

/** Device nodes made by hand; see mknod(2). */
public final class DeviceNodes {

  private static final int S_IFCHR = 0x2000;

  private DeviceNodes() {}

  /**
   * Makes a character device with the number 0, 0. Stands for {@code mknod PATH c 0 0}. No right is
   * needed for this one device (since Linux 5.8), as no driver can ever answer it.
   *
   * @throws SyscallException EEXIST if the name is taken
   */
  public static void makeZeroDevice(Path path) {
    if (LibC.CALLS.mknod(path.toString(), S_IFCHR, 0) != 0) {
      throw new SyscallException("mknod", path, SyscallException.lastErrno());
    }
  }
}
