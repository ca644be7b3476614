package capas.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out what the lessons can do on this machine by doing it: really mounts, in a process and a
 * mount namespace that are thrown away, and never concludes anything from the user's number. Where
 * the disk is an overlay, as in a container, it takes memory, as a lab does.
 */
public final class Doctor {

  /** Where labs work: on a disk, where the temporary files of a session often are not. */
  private static final Path WORKBENCH = Path.of("/var/tmp");

  private static final String AT_MOST_SECONDS = "20";

  private static final String REMOVE_A_FILE_OF_AN_OVERLAY =
      """
      set -e
      place=$(mktemp -d "$1/capas-doctor-XXXXXX")
      trap 'exit 1' TERM INT HUP
      trap 'cd /; umount "$place/merged" "$place" 2>/dev/null || true; rm -rf "$place"' EXIT
      [ "$(stat -f -c %T "$place")" != overlayfs ] || mount -t tmpfs tmpfs "$place"
      cd "$place"
      mkdir lower upper work merged
      echo 1 > lower/f1
      mount -t overlay overlay -o "lowerdir=lower,upperdir=upper,workdir=work$2" merged
      rm merged/f1
      test -c upper/f1
      test -e lower/f1
      """;

  private static final String MAKE_A_WHITEOUT =
      """
      set -e
      place=$(mktemp -d "$1/capas-doctor-XXXXXX")
      trap 'umount "$place" 2>/dev/null || true; rm -rf "$place"' EXIT
      [ "$(stat -f -c %T "$place")" != overlayfs ] || mount -t tmpfs tmpfs "$place"
      mknod "$place/f1" c 0 0
      """;

  private final Path lib;
  private final Path workbench;

  private Doctor(Path lib, Path workbench) {
    this.lib = lib;
    this.workbench = workbench;
  }

  /**
   * @param lib the folder that holds {@code private-mounts}
   */
  public static Doctor with(Path lib) {
    return new Doctor(lib, WORKBENCH);
  }

  /** Tries everything; takes about a second. */
  public List<Finding> examine() {
    return List.of(asRoot(), asUser(), whiteout());
  }

  private Finding asRoot() {
    return judge(
        Finding.Subject.OVERLAY_AS_ROOT,
        List.of("unshare", "--mount", "--propagation", "private"),
        REMOVE_A_FILE_OF_AN_OVERLAY,
        "");
  }

  private Finding asUser() {
    return judge(
        Finding.Subject.OVERLAY_AS_USER,
        List.of("unshare", "--user", "--map-root-user", "--mount", "--propagation", "private"),
        REMOVE_A_FILE_OF_AN_OVERLAY,
        ",userxattr");
  }

  private Finding whiteout() {
    return judge(
        Finding.Subject.WHITEOUT,
        List.of(lib.resolve("private-mounts").toString()),
        MAKE_A_WHITEOUT,
        "");
  }

  private Finding judge(
      Finding.Subject subject, List<String> stage, String script, String furtherOptions) {
    List<String> command = new ArrayList<>(List.of("timeout", "--kill-after=2", AT_MOST_SECONDS));
    command.addAll(stage);
    command.addAll(List.of("sh", "-c", script, "doctor", workbench.toString(), furtherOptions));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0
          ? Finding.works(subject)
          : new Finding(subject, false, lastLine(said), causeOf(subject, said));
    } catch (IOException e) {
      return new Finding(subject, false, e.getMessage(), Finding.Cause.OTHER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Finding(subject, false, "", Finding.Cause.OTHER);
    }
  }

  private static Finding.Cause causeOf(Finding.Subject subject, String said) {
    boolean noNamespace = said.contains("unshare");
    if (noNamespace && subject == Finding.Subject.OVERLAY_AS_ROOT) {
      return Finding.Cause.NOT_ROOT;
    }
    if (noNamespace && is("user/max_user_namespaces", "0")) {
      return Finding.Cause.NO_USER_NAMESPACES;
    }
    if (noNamespace && is("kernel/unprivileged_userns_clone", "0")) {
      return Finding.Cause.USER_NAMESPACES_FOR_ROOT_ONLY;
    }
    if (is("kernel/apparmor_restrict_unprivileged_userns", "1")) {
      return Finding.Cause.APPARMOR;
    }
    if (noNamespace) {
      return Finding.Cause.FORBIDDEN_AROUND_US;
    }
    if (!isInKernel()) {
      return Finding.Cause.NO_OVERLAYFS;
    }
    return isOnOverlay() ? Finding.Cause.OVERLAY_ON_OVERLAY : Finding.Cause.OTHER;
  }

  // Not asked of capas.linux: a doctor must not need the native library that may be what is ill.
  private static boolean isInKernel() {
    try {
      return Files.readString(Path.of("/proc/filesystems")).contains("\toverlay\n");
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isOnOverlay() {
    try {
      return Files.getFileStore(WORKBENCH).type().equals("overlay");
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean is(String setting, String value) {
    try {
      return Files.readString(Path.of("/proc/sys", setting)).strip().equals(value);
    } catch (IOException e) {
      return false;
    }
  }

  private static String lastLine(String said) {
    return said.lines()
        .filter(line -> !line.isBlank() && !line.contains("dmesg(1)"))
        .reduce((first, second) -> second)
        .orElse("")
        .strip();
  }
}
