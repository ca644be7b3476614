package capas.store;

import capas.image.LayerId;
import java.nio.file.Path;

/**
 * The places in a store: {@code /var/lib/containers/storage} for root, {@code
 * ~/.local/share/containers/storage} for anybody else. Nothing is looked at on the disk here.
 *
 * @param top the folder that {@code podman --root} names
 * @param driver the first word of its folders' names: {@code overlay}, or {@code vfs}
 */
public record GraphRoot(Path top, String driver) {

  /** The driver that nearly every store uses. */
  public static final String OVERLAY = "overlay";

  /** The store in this folder whose layers lie below {@code overlay/}. */
  public static GraphRoot at(Path top) {
    return new GraphRoot(top, OVERLAY);
  }

  /** Where the driver keeps the layers' files: {@code overlay/}. */
  public Path driverFolder() {
    return top.resolve(driver);
  }

  /** Everything of one layer: {@code overlay/ID}, or {@code vfs/dir/ID}. */
  public Path layer(LayerId id) {
    return driver.equals("vfs")
        ? driverFolder().resolve("dir").resolve(id.hex())
        : driverFolder().resolve(id.hex());
  }

  /** The short links: {@code overlay/l}. */
  public Path links() {
    return driverFolder().resolve("l");
  }

  /** The short link of this name: {@code overlay/l/LINK}. */
  public Path link(ShortLink link) {
    return links().resolve(link.text());
  }

  /** What is known of the layers: {@code overlay-layers/}. */
  public Path layers() {
    return top.resolve(driver + "-layers");
  }

  /** The list of the layers. */
  public Path layersJson() {
    return layers().resolve("layers.json");
  }

  /** The list of layers that need not survive a restart of the machine: of {@code run --rm}. */
  public Path volatileLayersJson() {
    return layers().resolve("volatile-layers.json");
  }

  /** The lock of both lists, and of {@code overlay/}. */
  public Path layersLock() {
    return layers().resolve("layers.lock");
  }

  /** What a layer's tar had between its files: {@code overlay-layers/ID.tar-split.gz}. */
  public Path tarSplit(LayerId id) {
    return layers().resolve(id.hex() + ".tar-split.gz");
  }

  /** What is known of the images: {@code overlay-images/}. */
  public Path images() {
    return top.resolve(driver + "-images");
  }

  /** The list of the images. */
  public Path imagesJson() {
    return images().resolve("images.json");
  }

  /** The lock of that list, and of all below {@code overlay-images/}. */
  public Path imagesLock() {
    return images().resolve("images.lock");
  }

  /** The documents of one image: {@code overlay-images/ID}. */
  public Path image(String id) {
    return images().resolve(id);
  }

  /** One document of an image, by its key: {@code manifest}, {@code sha256:HEX}. */
  public Path bigData(String imageId, String key) {
    return image(imageId).resolve(BigData.fileName(key));
  }

  /** What is known of the containers: {@code overlay-containers/}. */
  public Path containers() {
    return top.resolve(driver + "-containers");
  }

  /** The lock of the containers. */
  public Path containersLock() {
    return containers().resolve("containers.lock");
  }

  /** The lock of the store as a whole; held shortly, before all others. */
  public Path storageLock() {
    return top.resolve("storage.lock");
  }

  /** The lock for {@code --userns=auto}. */
  public Path usernsLock() {
    return top.resolve("userns.lock");
  }

  @Override
  public String toString() {
    return top.toString();
  }
}
