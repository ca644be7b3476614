package capas.lab;

import capas.Parts;
import capas.linux.Privileges;

/** What a test of a real overlay needs. */
final class Machine {

  private Machine() {}

  static void needOverlayAsRoot() {
    Parts.need("root, or ./lib/private-mounts", "util-linux; run as root", Privileges::isSuperuser);
    Parts.need(
        "overlay in /proc/filesystems", "kmod; modprobe overlay", Privileges::isOverlayInKernel);
  }
}
