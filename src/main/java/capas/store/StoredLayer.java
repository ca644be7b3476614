package capas.store;

import capas.image.LayerId;
import capas.layer.DirectoryLayer;
import capas.layer.Marks;
import capas.linux.FileStatus;
import capas.linux.Privileges;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One layer of a store: what layers.json says of it, and what lies in its folder.
 *
 * @param root of the store that has it, which may be an additional one
 */
public record StoredLayer(GraphRoot root, LayerRecord record) {

  // 500 lowers of 29 characters each, and a page would be less.
  private static final int LONGEST_LOWER = 1 << 16;
  private static final int LONGEST_LINK = 256;

  public LayerId id() {
    return record.id();
  }

  /** {@code overlay/ID}, or {@code vfs/dir/ID}. */
  public Path folder() {
    return root.layer(id());
  }

  /** Where its files lie: {@code overlay/ID/diff}; of vfs the folder itself. */
  public Path diff() {
    return isVfs() ? folder() : folder().resolve("diff");
  }

  /** {@code overlay-layers/ID.tar-split.gz}. */
  public Path tarSplit() {
    return root.tarSplit(id());
  }

  /** Whether its files are a full copy of all layers up to it. */
  public boolean isVfs() {
    return root.driver().equals("vfs");
  }

  /** What stands in the file {@code link}; stands for {@code cat overlay/ID/link}. */
  public Optional<String> link() {
    return text("link", LONGEST_LINK);
  }

  /**
   * What stands in the file {@code lower}: the short links of all layers below, the nearest first;
   * none for a base.
   */
  public List<String> lower() {
    return text("lower", LONGEST_LOWER)
        .map(text -> Arrays.asList(text.split(":")))
        .orElse(List.of());
  }

  /** The names in its folder: {@code diff}, {@code link}, {@code lower}, {@code merged}, … */
  public List<String> names() {
    return files().names(folder());
  }

  /** Whither the short link of its file {@code link} leads, as {@code readlink} says it. */
  public Optional<String> linkTarget() {
    return link()
        .filter(text -> text.matches("[A-Za-z0-9_.-]+"))
        .map(text -> root.links().resolve(text))
        .filter(place ->
            files().status(place).filter(s -> s.type() == FileStatus.Type.SYMLINK).isPresent())
        .map(StoredLayer::target);
  }

  /**
   * Its name in mount options, from the folder {@code overlay/}: {@code l/LINK}.
   *
   * @throws StoreException.LinkBroken if that does not lead to its files
   */
  public String shortName() {
    return linkTarget()
        .filter(target -> target.equals("../" + id().hex() + "/diff"))
        .map(target -> "l/" + link().orElseThrow())
        .orElseThrow(() -> new StoreException.LinkBroken(root.links(), folder()));
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      throw new StoreException.Failed(link, e);
    }
  }

  /**
   * Its files.
   *
   * @throws StoreException.LayerFolderMissing if there is no folder for them
   */
  public DirectoryLayer content() {
    if (!files().isFolder(diff())) {
      throw new StoreException.LayerFolderMissing(diff());
    }
    return new DirectoryLayer(id().toString(), diff(), marks());
  }

  /** What hides names in the layers of this store. */
  public Marks marks() {
    if (MountProgram.isUsedIn(root)) {
      return Marks.NAMES;
    }
    return isRoots() ? Marks.TRUSTED : Marks.USER;
  }

  /** Whether it belongs to the machine's root, and this process sees it so. */
  boolean isRoots() {
    return FileStatus.of(root.top()).uid() == 0 && !Privileges.isInUserNamespace();
  }

  StoreFiles files() {
    return new StoreFiles(root.top());
  }

  private Optional<String> text(String name, int most) {
    return files()
        .bytes(folder().resolve(name), most)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** The first 12 digits of its ID. */
  @Override
  public String toString() {
    return id().toString();
  }
}
