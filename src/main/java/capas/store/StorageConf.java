package capas.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the store of this account lies, and who says so: storage.conf, the environment, the flags
 * of the command, or nobody. Of the files the first that exists is read; they are never merged.
 *
 * @param rootless whether it is the store of an ordinary user
 * @param candidates the files in the order in which they are looked for
 * @param file the one that {@code podman info} names, whether it exists or not
 * @param settings what came of it all: {@code driver}, {@code graphroot}, {@code runroot}, {@code
 *     imagestore}, {@code additionalimagestores}; without those of which nobody says anything
 * @see <a href="https://github.com/containers/storage/blob/main/docs/containers-storage.conf.5.md">
 *     containers-storage.conf(5)</a>
 */
public record StorageConf(
    boolean rootless, List<Candidate> candidates, Path file, List<Setting> settings) {

  /** The names of the settings, as the file has them. */
  static final String DRIVER = "driver";

  static final String GRAPHROOT = "graphroot";
  static final String RUNROOT = "runroot";
  static final String IMAGESTORE = "imagestore";
  static final String ADDITIONAL = "additionalimagestores";

  /** A file that may be read, and what became of it. */
  public record Candidate(Path file, Place place, State state) {}

  /** Why a file is one to be looked for. */
  public enum Place {
    /** {@code $CONTAINERS_STORAGE_CONF}. */
    VARIABLE,
    /** {@code $XDG_CONFIG_HOME/containers/storage.conf}. */
    XDG,
    /** {@code ~/.config/containers/storage.conf}. */
    HOME,
    /** {@code /etc/containers/storage.conf}. */
    ETC,
    /** {@code /usr/share/containers/storage.conf}. */
    USR
  }

  /** What became of a candidate. */
  public enum State {
    READ,
    /**
     * A file of the machine, for an ordinary user: only {@code driver} and {@code
     * rootless_storage_path} count.
     */
    READ_IN_PART,
    ABSENT,
    /** One before it was there. */
    NOT_LOOKED_AT
  }

  /** One answer, and who gave it. */
  public record Setting(String name, String value, Origin origin) {}

  /** Who says something. */
  public sealed interface Origin {

    /** A flag of the command, such as {@code --root}. */
    record Flag(String flag) implements Origin {}

    /** A variable of the environment. */
    record Variable(String name) implements Origin {}

    /** A storage.conf. */
    record InFile(Path file) implements Origin {}

    /** Nobody: it is built in. */
    record BuiltIn() implements Origin {}
  }

  /**
   * What stands on a command line of Podman; empty parts were not said.
   *
   * @param options the values of {@code --storage-opt}, such as {@code overlay.imagestore=/…}
   */
  public record Flags(
      Optional<Path> root, Optional<Path> runroot, Optional<String> driver, List<String> options) {

    /** No flag at all. */
    public static final Flags NONE =
        new Flags(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public Flags {
      options = List.copyOf(options);
    }

    /** {@code --root GRAPHROOT --runroot RUNROOT}. */
    public static Flags of(Path root, Path runroot) {
      return new Flags(Optional.of(root), Optional.of(runroot), Optional.empty(), List.of());
    }
  }

  public StorageConf {
    candidates = List.copyOf(candidates);
    settings = List.copyOf(settings);
  }

  /**
   * Of the account of this process. Stands for {@code podman info}, its section {@code store}.
   *
   * @throws StoreException.BrokenConfiguration if the file that counts is no TOML, or lacks what
   *     Podman wants of it
   */
  public static StorageConf read(Flags flags) {
    return read(Account.ofThisProcess(), flags);
  }

  static StorageConf read(Account account, Flags flags) {
    return new StorageConfReading(account, flags).read();
  }

  /** The folder that holds all images and layers. */
  public Path graphroot() {
    return Path.of(value(GRAPHROOT).orElseThrow());
  }

  /** The folder for what ends with the machine's run. */
  public Path runroot() {
    return Path.of(value(RUNROOT).orElseThrow());
  }

  /** Nothing, where Podman is to find out by itself which one to take. */
  public Optional<String> driver() {
    return value(DRIVER);
  }

  /** Where images are kept if not under the graphroot. */
  public Optional<Path> imagestore() {
    return value(IMAGESTORE).map(Path::of);
  }

  /** Further stores, whose images are seen and never written. */
  public List<Path> additionalImageStores() {
    return settings.stream()
        .filter(setting -> setting.name().equals(ADDITIONAL))
        .map(setting -> Path.of(setting.value()))
        .toList();
  }

  private Optional<String> value(String name) {
    return settings.stream()
        .filter(setting -> setting.name().equals(name))
        .map(Setting::value)
        .findFirst();
  }
}
