package capas.lab;

import capas.image.Platform;
import capas.registry.Pull;
import capas.store.StorageConf;
import capas.store.StoreWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Pulls an image into a store that Podman can open. Stands for {@code podman pull NAME}. */
public final class StorePull {

  private final Pull pull;

  private StorePull(Pull pull) {
    this.pull = pull;
  }

  /** The image of this name, for this machine's platform. */
  public static StorePull of(String name) {
    return new StorePull(Pull.of(name));
  }

  /**
   * The image for this platform instead. Stands for {@code podman pull --platform
   * OS/ARCHITECTURE[/VARIANT]}.
   *
   * @throws capas.image.ImageException.MalformedPlatform if it is none
   */
  public StorePull forPlatform(String platform) {
    return new StorePull(pull.forPlatform(Platform.parse(platform)));
  }

  /**
   * Into the store in this folder, which is made if it is not there. Stands for {@code podman
   * --root GRAPHROOT pull NAME}.
   *
   * @throws capas.words.CapasException if it cannot be had or written; the store is as it was then
   */
  public Pulled into(Path graphroot) {
    return into(graphroot, Optional.empty());
  }

  /** The same, with the folder that {@code podman --runroot} names; nothing is written there. */
  public Pulled into(Path graphroot, Optional<Path> runroot) {
    StorageConf conf =
        StorageConf.read(
            new StorageConf.Flags(
                Optional.of(graphroot.toAbsolutePath()), runroot, Optional.empty(), List.of()));
    try (StoreWriter store = StoreWriter.into(conf)) {
      return into(store);
    }
  }

  /** Into a lab's own store, which whoever works in the lab can always write. */
  Pulled into(StorageConf labs) {
    try (StoreWriter store = StoreWriter.intoAsThisUser(labs)) {
      return into(store);
    }
  }

  private Pulled into(StoreWriter store) {
    return PullTranscript.of(pull, listened -> listened.into(store));
  }
}
