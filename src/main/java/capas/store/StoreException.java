package capas.store;

import capas.image.LayerId;
import capas.words.CapasException;
import capas.words.Phrases;
import capas.words.Spoken;
import java.io.IOException;
import java.nio.file.Path;

/** Something in a store that is not as it should be, or that could not be done there. */
public abstract sealed class StoreException extends CapasException {

  private StoreException(String key, Object... facts) {
    super(key, facts);
  }

  /** {@code images.json} or {@code layers.json} says something that cannot be understood. */
  public static final class MalformedList extends StoreException {
    private final transient Path list;

    private MalformedList(Path file, String where, Spoken fault) {
      super("malformed-list", file, quote(where), fault);
      this.list = file;
    }

    Path list() {
      return list;
    }

    static MalformedList of(Path file, String where, String fault, Object... facts) {
      return new MalformedList(
          file,
          where,
          language -> Phrases.of(StoreException.class, language).say("fault." + fault, facts));
    }
  }

  /** A file of the store could not be read, written or locked. */
  public static final class Failed extends StoreException {
    Failed(Path path, IOException failure) {
      super("failed", path, reason(path, failure));
    }
  }

  /** The thread was interrupted while it waited for a lock. */
  public static final class Stopped extends StoreException {
    Stopped(Path lock) {
      super("stopped", lock);
    }
  }

  /** A storage.conf that is no TOML. */
  public static final class BrokenConfiguration extends StoreException {
    BrokenConfiguration(Path file, String reason) {
      super("broken-configuration", file, quote(reason));
    }
  }

  /** A storage.conf without a setting that it must have. */
  public static final class ConfigurationWithout extends StoreException {
    ConfigurationWithout(Path file, String setting) {
      super("configuration-without", file, setting);
    }
  }

  /** No store lies in this folder. */
  public static final class NotAStore extends StoreException {
    NotAStore(Path folder) {
      super("not-a-store", folder);
    }
  }

  /** The folder holds stores of several drivers. */
  public static final class SeveralDrivers extends StoreException {
    SeveralDrivers(Path folder, String drivers) {
      super("several-drivers", folder, drivers);
    }
  }

  /** A link or a device where a store has a folder or a file. */
  public static final class Misleading extends StoreException {
    private final transient Path place;
    private final String found;

    Misleading(Path place, String found) {
      super("misleading", quote(place.toString()), found);
      this.place = place;
      this.found = found;
    }

    Path place() {
      return place;
    }

    String found() {
      return found;
    }
  }

  /** The layers of this store are kept in a way that we only read. */
  public static final class OnlyOverlay extends StoreException {
    OnlyOverlay(Path folder, String driver) {
      super("only-overlay", folder, quote(driver));
    }
  }

  /** The layers' folder lies on another disk than the rest of the store. */
  public static final class OnAnotherFileSystem extends StoreException {
    OnAnotherFileSystem(Path layers, Path top) {
      super("on-another-file-system", layers, top);
    }
  }

  /** An ordinary user outside of a user namespace. */
  public static final class NeedsMappedUsers extends StoreException {
    NeedsMappedUsers(Path folder) {
      super("needs-mapped-users", folder);
    }
  }

  /** No image has this name or ID. */
  public static final class NoSuchImage extends StoreException {
    NoSuchImage(String name, String existing) {
      super("no-such-image", quote(name), quote(existing));
    }
  }

  /** Several images have this name or this beginning of their ID. */
  public static final class AmbiguousImage extends StoreException {
    AmbiguousImage(String name, String ids) {
      super("ambiguous-image", quote(name), quote(ids));
    }
  }

  /** A layer that an image or another layer needs is not in layers.json. */
  public static final class LayerNotListed extends StoreException {
    private final String id;

    LayerNotListed(Path list, LayerId id) {
      super("layer-not-listed", list, id.hex());
      this.id = id.hex();
    }

    String id() {
      return id;
    }
  }

  /** A layer lies on itself. */
  public static final class LayersInCircle extends StoreException {
    private final String id;

    LayersInCircle(Path list, LayerId id) {
      super("layers-in-circle", list, id.hex());
      this.id = id.hex();
    }

    String id() {
      return id;
    }
  }

  /** The store has not as many layers for an image as its manifest names. */
  public static final class StackDiffers extends StoreException {
    StackDiffers(String image, int inManifest, int inStore) {
      super("stack-differs", quote(image), inManifest, inStore);
    }
  }

  /** The folder of a layer's files is not there. */
  public static final class LayerFolderMissing extends StoreException {
    LayerFolderMissing(Path folder) {
      super("layer-folder-missing", folder);
    }
  }

  /** A document of an image is not there. */
  public static final class DocumentMissing extends StoreException {
    private final transient Path file;
    private final String key;

    DocumentMissing(Path file, String key) {
      super("document-missing", file, key);
      this.file = file;
      this.key = key;
    }

    Path file() {
      return file;
    }

    String key() {
      return key;
    }
  }

  /** The short link of a layer does not lead to it. */
  public static final class LinkBroken extends StoreException {
    LinkBroken(Path links, Path folder) {
      super("link-broken", links, folder);
    }
  }
}
