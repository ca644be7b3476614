package capas.store;

import capas.Parts;
import capas.linux.Privileges;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A Debian 13 in a folder, with Podman 5; {@code .ci/trixie} makes it and keeps it. */
final class Debian13 {

  /** Enters it, in a mount namespace of its own, with the folder of the test in its place. */
  private static final String ENTER =
      """
      set -e
      root=$1 folder=$2
      shift 2
      mount --bind "$root" "$root"
      mount -t proc proc "$root/proc"
      mount --rbind /sys "$root/sys"
      mount --rbind /dev "$root/dev"
      for place in run tmp var/tmp; do mount -t tmpfs tmpfs "$root/$place"; done
      # crun does not like both kinds of cgroups at once.
      umount "$root/sys/fs/cgroup/unified" 2>/dev/null || true
      mkdir -p "$root$folder"
      mount --bind "$folder" "$root$folder"
      exec chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \\
        PODMAN_IGNORE_CGROUPSV1_WARNING=1 "$@"
      """;

  private Debian13() {}

  private static Path root() {
    String cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).orElse("/var/cache");
    return Path.of(cache, "capas", "trixie-1");
  }

  static void need() {
    Parts.need("root", "util-linux; run as root", Privileges::isSuperuser);
    Parts.need(
        "Podman 5 in " + root() + " (sudo .ci/trixie)",
        "mmdebstrap",
        () -> Files.isExecutable(root().resolve("usr/bin/podman")));
  }

  /** Its podman, for a store in a folder below the one that it sees. */
  static Podman podmanIn(Path place, Path seen) {
    return new Podman(
        place.resolve("graph"),
        place.resolve("run"),
        List.of(
            "unshare",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "--propagation=private",
            "sh",
            "-c",
            ENTER,
            "sh",
            root().toString(),
            seen.toString()));
  }
}
