package capas.lab;

import capas.layer.Marks;
import capas.linux.MountPoint;
import capas.linux.Mounts;
import capas.linux.Names;
import capas.linux.Privileges;
import capas.store.StoredImage;
import capas.store.StoredLayer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Shows an image's layers as one tree, with the kernel's overlay, as Podman does for a container.
 */
final class ImageMounting {

  /** mount(2) copies one page and cuts off the rest without a word. */
  private static final int PAGE_IN_BYTES = 4096;

  private static final List<String> WRITABLE = List.of("upper", "work");

  private final LabFolder folder;
  private Optional<Path> mounted = Optional.empty();

  ImageMounting(LabFolder folder) {
    this.folder = folder;
  }

  /**
   * @param withUpper whether what is written there is to go into an upper folder of the lab
   */
  ImageMounted mount(StoredImage image, boolean withUpper) {
    List<StoredLayer> topFirst = image.baseFirst().reversed();
    if (topFirst.isEmpty() || topFirst.getFirst().isVfs()) {
      throw new StoreLabException.NotAnOverlay(image.root().driver());
    }
    if (topFirst.getFirst().marks() == Marks.NAMES) {
      throw new StoreLabException.NeedsMountProgram(image.root().top());
    }
    if (mounted.isPresent()) {
      throw new StoreLabException.MountedAlready(mounted.get().toString());
    }
    Path overlay = image.root().driverFolder();
    folder.namespace().moveTo(overlay);
    try {
      return folder.namespace().call(() -> mount(overlay, topFirst, withUpper));
    } finally {
      folder.namespace().moveTo(folder.top());
    }
  }

  private ImageMounted mount(Path overlay, List<StoredLayer> topFirst, boolean withUpper) {
    Path merged = folder.top().resolve("merged");
    List<String> commands = new ArrayList<>(List.of("cd " + overlay));
    for (String name : withUpper ? List.of("merged", "upper", "work") : List.of("merged")) {
      Path place = folder.top().resolve(name);
      if (!Files.isDirectory(place)) {
        Names.makeFolder(place);
        commands.add("mkdir " + place);
      }
    }
    String lowerdir = lowerdir(topFirst, withUpper);
    String data = data(lowerdir, withUpper);
    int length = data.getBytes(StandardCharsets.UTF_8).length;
    if (length >= PAGE_IN_BYTES) {
      throw new StoreLabException.TooManyLayers(topFirst.size(), length, PAGE_IN_BYTES - 1);
    }
    commands.add("mount overlay -t overlay -o " + data + " " + merged);
    Mounts.mount("overlay", "overlay", merged.toString(), data);
    mounted = Optional.of(merged);
    MountPoint line = Mounts.holding(merged);
    String withIds =
        topFirst.stream().map(layer -> layer.diff().toString()).collect(Collectors.joining(":"));
    return new ImageMounted(
        commands,
        line,
        Listing.of("merged", merged),
        topFirst.size(),
        lowerdir.length(),
        withIds.length());
  }

  private String data(String lowerdir, boolean withUpper) {
    String data = "lowerdir=" + lowerdir;
    if (withUpper) {
      data +=
          WRITABLE.stream()
              .map(name -> "," + name + "dir=" + folder.top().resolve(name))
              .collect(Collectors.joining());
    }
    return Privileges.isInUserNamespace() ? data + ",userxattr" : data;
  }

  /** The kernel wants two lowers where there is no upper: of a lone base the second is empty. */
  private static String lowerdir(List<StoredLayer> topFirst, boolean withUpper) {
    List<String> names = new ArrayList<>(topFirst.stream().map(StoredLayer::shortName).toList());
    if (names.size() == 1 && !withUpper) {
      names.add(topFirst.getFirst().id().hex() + "/empty");
    }
    return String.join(":", names);
  }

  /** Takes it away again; what was written stays in upper. */
  Step unmount() {
    Path merged = mounted.orElseThrow(StoreLabException.NotMounted::new);
    folder.namespace().run(() -> Mounts.unmount(merged));
    mounted = Optional.empty();
    return new Step(
        List.of("umount " + merged), List.of(), Optional.empty(), Optional.empty(), List.of());
  }
}
