package capas.store;

import capas.blob.Uncompressed;
import capas.image.ImageDestination.Incoming;
import capas.image.ImageLayer;
import capas.layer.LayerUnpacking;
import capas.layer.Ownership;
import capas.layer.UnpackedLayer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A layer that is being unpacked in a work folder: {@code ID/diff} and {@code ID.tar-split.gz}. */
final class LayerArrival implements Incoming {

  static final String SPLIT = ".tar-split.gz";

  private final WorkFolder work;
  private final ImageLayer layer;
  private final Consumer<LayerRecord> arrived;
  private LayerUnpacking unpacking;
  private boolean ended;

  /**
   * @param arrived is told when all of it is there and was proved
   */
  LayerArrival(WorkFolder work, ImageLayer layer, Consumer<LayerRecord> arrived) {
    this.work = work;
    this.layer = layer;
    this.arrived = arrived;
  }

  @Override
  public void begin() {
    giveUp();
    String name = layer.layerId().hex();
    Path diff = work.resolve(name).resolve("diff");
    Path split = work.resolve(name + SPLIT);
    try {
      Files.createDirectories(diff);
      Files.createFile(
          split,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      unpacking =
          LayerUnpacking.into(
              diff,
              Ownership.ofThisProcess(),
              work.marks(),
              new BufferedOutputStream(Files.newOutputStream(split), 1 << 16));
    } catch (IOException e) {
      throw new StoreException.Failed(diff, e);
    }
  }

  @Override
  public void take(byte[] bytes, int from, int length) {
    unpacking.take(bytes, from, length);
  }

  @Override
  public void end(Uncompressed found) {
    UnpackedLayer unpacked = unpacking.end();
    ended = true;
    arrived.accept(record(found, unpacked));
  }

  private LayerRecord record(Uncompressed found, UnpackedLayer unpacked) {
    return new LayerRecord(
        layer.layerId(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(layer.digest()),
        OptionalLong.of(layer.descriptor().sizeInBytes()),
        Optional.of(layer.diffId()),
        OptionalLong.of(found.sizeInBytes()),
        Optional.empty(),
        switch (found.compression()) {
          case NONE -> 0;
          case GZIP -> 2;
          case ZSTD -> 4;
        },
        new ArrayList<>(unpacked.uids()),
        new ArrayList<>(unpacked.gids()),
        Map.of(),
        Map.of());
  }

  private void giveUp() {
    if (unpacking != null) {
      unpacking.close();
      unpacking = null;
      work.remove(layer.layerId().hex());
      work.remove(layer.layerId().hex() + SPLIT);
    }
  }

  @Override
  public void close() {
    if (!ended) {
      giveUp();
    }
  }
}
