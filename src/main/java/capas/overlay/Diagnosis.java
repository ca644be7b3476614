package capas.overlay;

import capas.linux.FileStatus;
import capas.linux.MountPoint;
import capas.linux.Mounts;
import capas.linux.SyscallException;
import capas.words.Spoken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds out why an overlay was not mounted. mount(2) answers nearly every mistake with EINVAL, so
 * the rules are looked at one by one.
 */
final class Diagnosis {

  /** OVL_MAX_STACK in the kernel's fs/overlayfs. */
  private static final int MOST_LOWERS = 500;

  /** mount(2) copies one page and cuts off the rest without a word. */
  private static final int PAGE_IN_BYTES = 4096;

  private final Overlay overlay;
  private final Path folder;

  Diagnosis(Overlay overlay, Path folder) {
    this.overlay = overlay;
    this.folder = folder;
  }

  /** Refuses what the kernel would take, and mount otherwise than the student meant. */
  void beforeAskingTheKernel() {
    names()
        .filter(name -> name.matches("(?s).*[:,\\\\].*"))
        .findFirst()
        .ifPresent(name -> {
          throw new OverlayRefusedException.NameWithSeparator(name);
        });
    int length = overlay.data().getBytes(StandardCharsets.UTF_8).length;
    if (length >= PAGE_IN_BYTES) {
      throw new OverlayRefusedException.DataTooLong(length, PAGE_IN_BYTES - 1);
    }
    List<MountPoint> table = Mounts.table();
    Path merged = real(overlay.merged());
    if (table.stream().anyMatch(mount -> mount.place().equals(merged))) {
      throw new OverlayRefusedException.AlreadyMounted(overlay.merged());
    }
    for (String name : List.of(overlay.upperdir(), overlay.workdir())) {
      table.stream()
          .filter(mount -> isWrittenBy(mount, real(name)))
          .findFirst()
          .ifPresent(mount -> {
            throw new OverlayRefusedException.FolderInUse(name, mount.place());
          });
    }
  }

  /** The reason behind what the kernel said. */
  RuntimeException of(SyscallException refused, List<String> log) {
    Spoken said = kernelsWords(refused, log);
    return switch (refused.errno()) {
      case "EPERM", "EACCES" -> new OverlayRefusedException.NotPermitted(said);
      case "ENODEV" -> new OverlayRefusedException.NoOverlayInKernel(said);
      default ->
          folderMistake(said)
              .or(() -> placeMistake(said))
              .or(() -> optionMistake(said))
              .orElseGet(() -> new OverlayRefusedException.KernelRefused(said));
    };
  }

  private Optional<OverlayRefusedException> folderMistake(Spoken said) {
    Map<String, String> roles = new LinkedHashMap<>();
    overlay.lowerdir().forEach(name -> roles.put(name, "lowerdir"));
    roles.put(overlay.upperdir(), "upperdir");
    roles.put(overlay.workdir(), "workdir");
    roles.put(overlay.merged(), "merged");
    for (var role : roles.entrySet()) {
      String name = role.getKey();
      Optional<FileStatus> status = FileStatus.find(real(name));
      if (status.isEmpty()) {
        return Optional.of(new OverlayRefusedException.FolderMissing(role.getValue(), name, said));
      }
      if (!status.get().isFolder()) {
        return Optional.of(new OverlayRefusedException.NotAFolder(role.getValue(), name, said));
      }
    }
    return Optional.empty();
  }

  private Optional<OverlayRefusedException> placeMistake(Spoken said) {
    Path upper = real(overlay.upperdir());
    Path work = real(overlay.workdir());
    if (upper.startsWith(work) || work.startsWith(upper)) {
      return Optional.of(
          new OverlayRefusedException.WorkInsideUpper(overlay.workdir(), overlay.upperdir(), said));
    }
    if (overlay.lowerdir().size() > MOST_LOWERS) {
      return Optional.of(
          new OverlayRefusedException.TooManyLayers(overlay.lowerdir().size(), MOST_LOWERS, said));
    }
    MountPoint ofUpper = Mounts.holding(upper);
    MountPoint ofWork = Mounts.holding(work);
    if (ofUpper.id() != ofWork.id()) {
      return Optional.of(
          new OverlayRefusedException.WorkOnOtherMount(
              overlay.upperdir(), ofUpper.place(), overlay.workdir(), ofWork.place(), said));
    }
    if (ofUpper.type().equals("overlay")) {
      return Optional.of(new OverlayRefusedException.OverlayOnOverlay(overlay.upperdir(), said));
    }
    return Optional.empty();
  }

  /** What these options note down goes into trusted.*, which userxattr does without. */
  private Optional<OverlayRefusedException> optionMistake(Spoken said) {
    return overlay.options().stream()
        .filter(option -> overlay.options().contains("userxattr"))
        .filter(option -> option.matches("(redirect_dir|metacopy)=on|verity=.*"))
        .findFirst()
        .map(option -> new OverlayRefusedException.OptionNeedsTrusted(option, said));
  }

  private static Spoken kernelsWords(SyscallException refused, List<String> log) {
    return language -> {
      String said = refused.errno() + " (" + refused.reason().in(language) + ")";
      return log.isEmpty() ? said : said + "; " + String.join("; ", log);
    };
  }

  private boolean isWrittenBy(MountPoint mount, Path path) {
    // A relative name means something only to whoever mounted it: another lab has an upper, too.
    boolean fromHere = mount.place().startsWith(real("."));
    return mount.type().equals("overlay")
        && Arrays.stream(mount.superOptions().split(","))
            .filter(option -> option.startsWith("upperdir=") || option.startsWith("workdir="))
            .map(option -> option.substring(option.indexOf('=') + 1))
            .filter(name -> fromHere || name.startsWith("/"))
            .anyMatch(name -> path.equals(real(name)));
  }

  private Stream<String> names() {
    return Stream.concat(
        overlay.lowerdir().stream(),
        Stream.of(overlay.upperdir(), overlay.workdir(), overlay.merged()));
  }

  /** The real path where it exists, and the plain one where it does not. */
  private Path real(String name) {
    Path path = folder.resolve(name).normalize();
    if (FileStatus.find(path).isEmpty()) {
      return path;
    }
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
