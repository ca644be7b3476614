package capas.store;

import capas.blob.Digest;
import capas.blob.HashAlgorithm;
import capas.layer.LayerDifference;
import capas.layer.LayerException;
import capas.layer.LayerInspection;
import capas.layer.Ownership;
import capas.linux.FileStatus;
import capas.store.Damage.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for damage in the folder of one layer, and in what is listed of it. */
final class LayerCheck {

  private static final int USUAL_MODE = 0555;

  private final GraphRoot root;
  private final StoreFiles files;
  private final List<Damage> found;

  LayerCheck(GraphRoot root, StoreFiles files, List<Damage> found) {
    this.root = root;
    this.files = files;
    this.found = found;
  }

  void check(StoredLayer layer, Store store) {
    if (layer.record().isIncomplete()) {
      add(Kind.LAYER_INCOMPLETE, root.layersJson(), layer);
      return;
    }
    Optional<StoredLayer> parent = parent(layer, store);
    if (layer.record().parent().isPresent() && parent.isEmpty()) {
      found.add(
          Damage.of(Kind.LAYER_NOT_LISTED, root.layersJson(), layer.record().parent().get().hex()));
    }
    if (!files.isFolder(layer.diff())) {
      add(Kind.LAYER_FOLDER_MISSING, layer.diff(), layer);
      return;
    }
    if (!layer.isVfs()) {
      names(layer, parent);
      top(layer, parent);
    }
    boolean ofContainer = layer.record().diffId().isEmpty() && !layer.record().names().isEmpty();
    if (!ofContainer) {
      content(layer);
    }
  }

  private static Optional<StoredLayer> parent(StoredLayer layer, Store store) {
    return layer.record().parent().flatMap(store::layer);
  }

  /** The short names of the layer and of those below it. */
  private void names(StoredLayer layer, Optional<StoredLayer> parent) {
    Optional<String> link = layer.link();
    Path file = layer.folder().resolve("link");
    if (link.isEmpty()) {
      add(Kind.LINK_MISSING, file, layer);
    } else if (!link.get().matches("[A-Za-z0-9_.-]+")) {
      add(Kind.LINK_MALFORMED, file, layer);
    } else if (layer.linkTarget().isEmpty()) {
      add(Kind.SHORT_LINK_MISSING, root.links().resolve(link.get()), layer);
    } else if (!layer.linkTarget().get().equals("../" + layer.id().hex() + "/diff")) {
      found.add(
          new Damage(
              Kind.SHORT_LINK_ELSEWHERE,
              root.links().resolve(link.get()),
              layer.id().hex(),
              "../" + layer.id().hex() + "/diff",
              layer.linkTarget().get()));
    }
    lower(layer, parent);
  }

  private void lower(StoredLayer layer, Optional<StoredLayer> parent) {
    Path file = layer.folder().resolve("lower");
    if (layer.record().parent().isEmpty()) {
      if (!files.isFolder(layer.folder().resolve("empty"))) {
        add(Kind.EMPTY_MISSING, layer.folder().resolve("empty"), layer);
      }
      return;
    }
    List<String> actual = layer.lower();
    if (actual.isEmpty()) {
      add(Kind.LOWER_MISSING, file, layer);
      return;
    }
    List<String> expected = new ArrayList<>();
    parent.flatMap(StoredLayer::link).ifPresent(link -> expected.add("l/" + link));
    parent.ifPresent(below -> expected.addAll(below.lower()));
    boolean isWhole = parent.flatMap(StoredLayer::link).isPresent();
    if (isWhole && !expected.equals(actual)) {
      found.add(
          new Damage(
              Kind.LOWER_DIFFERS,
              file,
              layer.id().hex(),
              String.join(":", expected),
              String.join(":", actual)));
    }
  }

  /** The mode of {@code diff}, which a container sees as that of its root. */
  private void top(StoredLayer layer, Optional<StoredLayer> parent) {
    FileStatus actual = FileStatus.of(layer.diff());
    Optional<FileStatus> below =
        parent.map(StoredLayer::diff).filter(files::isFolder).map(FileStatus::of);
    int mode = below.map(FileStatus::permissions).orElse(USUAL_MODE);
    int uid = below.map(FileStatus::uid).orElseGet(() -> FileStatus.of(root.top()).uid());
    boolean ofContainer = !layer.record().names().isEmpty();
    if (!ofContainer && (actual.permissions() != mode || actual.uid() != uid)) {
      found.add(
          new Damage(
              Kind.DIFF_MODE,
              layer.diff(),
              layer.id().hex(),
              Integer.toOctalString(mode) + " " + Integer.toUnsignedString(uid),
              Integer.toOctalString(actual.permissions())
                  + " "
                  + Integer.toUnsignedString(actual.uid())));
    }
  }

  private void content(StoredLayer layer) {
    if (layer.record().diffId().isEmpty() || layer.record().sizeInBytes().isEmpty()) {
      add(Kind.LAYER_WITHOUT_DIGEST, root.layersJson(), layer);
    }
    if (!isFile(layer.tarSplit())) {
      add(Kind.TAR_SPLIT_MISSING, layer.tarSplit(), layer);
      return;
    }
    MessageDigest hash = HashAlgorithm.SHA256.start();
    Counting count = new Counting();
    try (OutputStream tar = new DigestOutputStream(count, hash)) {
      List<LayerDifference> differences =
          LayerInspection.of(
              layer.tarSplit(), layer.diff(), layer.marks(), ownership(layer), layer.isVfs(), tar);
      differences.forEach(difference -> add(layer, difference));
      boolean isWhole =
          differences.stream()
              .noneMatch(difference ->
                  difference.kind() == LayerDifference.Kind.CONTENT
                      || difference.kind() == LayerDifference.Kind.FILE_MISSING
                      || difference.kind() == LayerDifference.Kind.TYPE);
      if (isWhole) {
        tar(layer, Digest.ending(HashAlgorithm.SHA256, hash), count.bytes);
      }
    } catch (LayerException e) {
      found.add(Damage.of(Kind.TAR_SPLIT_CORRUPT, layer.tarSplit(), layer.id().hex(), e));
    } catch (IOException e) {
      throw new StoreException.Failed(layer.tarSplit(), e);
    }
  }

  /** Through another user's eyes the numbers of the owners are shifted. */
  private static Ownership ownership(StoredLayer layer) {
    return layer.isRoots() ? Ownership.OF_THE_LAYER : Ownership.OF_THIS_USER;
  }

  private void tar(StoredLayer layer, Digest digest, long bytes) {
    layer
        .record()
        .diffId()
        .filter(diffId -> !diffId.digest().equals(digest))
        .ifPresent(diffId ->
            found.add(
                new Damage(
                    Kind.DIFF_ID_DIFFERS,
                    root.layersJson(),
                    layer.id().hex(),
                    digest.text(),
                    diffId.text())));
    long listed = layer.record().sizeInBytes().orElse(bytes);
    if (listed != bytes) {
      found.add(
          new Damage(
              Kind.LENGTH_DIFFERS,
              root.layersJson(),
              layer.id().hex(),
              Long.toString(bytes),
              Long.toString(listed)));
    }
  }

  private void add(StoredLayer layer, LayerDifference difference) {
    Kind kind =
        switch (difference.kind()) {
          case FILE_MISSING -> Kind.FILE_MISSING;
          case CONTENT -> Kind.FILE_CHANGED;
          case TYPE -> Kind.FILE_TYPE;
          case OWNER -> Kind.FILE_OWNER;
          case MODE -> Kind.FILE_MODE;
          case TIME -> Kind.FILE_TIME;
          case LINK_TARGET -> Kind.LINK_TARGET;
          case HARD_LINK -> Kind.HARD_LINK;
          case ATTRIBUTE -> Kind.ATTRIBUTE;
          case WHITEOUT_MISSING -> Kind.WHITEOUT_MISSING;
          case OPAQUE_MISSING -> Kind.OPAQUE_MISSING;
          case EXTRA -> Kind.FILE_EXTRA;
        };
    found.add(
        new Damage(
            kind, layer.diff(), difference.path(), difference.expected(), difference.actual()));
  }

  private boolean isFile(Path file) {
    return files.status(file).filter(s -> s.type() == FileStatus.Type.REGULAR).isPresent();
  }

  private void add(Kind kind, Path place, StoredLayer layer) {
    found.add(Damage.of(kind, place, layer.id().hex()));
  }

  /** Keeps nothing of what is written to it but its length. */
  private static final class Counting extends OutputStream {

    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int from, int length) {
      bytes += length;
    }
  }
}
