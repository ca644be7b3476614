package capas.store;

import capas.blob.DiffId;
import capas.blob.Digest;
import capas.image.LayerId;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@code layers.json} says of one layer.
 *
 * @param names of layers of containers only
 * @param parent the layer below; a base has none
 * @param created when it was written into this store
 * @param compressedDigest of the blob as it was fetched: the manifest's {@code layers[].digest}
 * @param compressedSizeInBytes of that blob
 * @param diffId of the tar: the config's {@code rootfs.diff_ids}
 * @param sizeInBytes of the tar
 * @param tocDigest of a layer that was fetched in parts (zstd:chunked)
 * @param compression of the blob: 0 none, 1 bzip2, 2 gzip, 3 xz, 4 zstd
 * @param uids all owners in the tar, each once, in order
 * @param gids all groups in the tar, each once, in order
 * @param flags by their names, as JSON; {@code incomplete} is {@code true} while Podman writes it
 * @param others every other field as JSON, by its name
 */
public record LayerRecord(
    LayerId id,
    List<String> names,
    Optional<LayerId> parent,
    Optional<OffsetDateTime> created,
    Optional<Digest> compressedDigest,
    OptionalLong compressedSizeInBytes,
    Optional<DiffId> diffId,
    OptionalLong sizeInBytes,
    Optional<Digest> tocDigest,
    long compression,
    List<Long> uids,
    List<Long> gids,
    Map<String, String> flags,
    Map<String, String> others) {

  /** As Go writes them. */
  static final List<String> ORDER =
      List.of(
          "id",
          "names",
          "parent",
          "metadata",
          "mountlabel",
          "created",
          "compressed-diff-digest",
          "compressed-size",
          "diff-digest",
          "diff-size",
          "toc-digest",
          "compression",
          "uidset",
          "gidset",
          "flags",
          "uidmap",
          "gidmap",
          "big-data-names");

  private static final String INCOMPLETE = "incomplete";

  public LayerRecord {
    names = List.copyOf(names);
    uids = List.copyOf(uids);
    gids = List.copyOf(gids);
    flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
    others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
  }

  /** Whether somebody was still writing it: whoever opens the store next removes it. */
  public boolean isIncomplete() {
    return "true".equals(flags.get(INCOMPLETE));
  }

  /** The same on this parent, from now on. */
  LayerRecord on(Optional<LayerId> below) {
    return copy(below, Optional.of(OffsetDateTime.now(ZoneOffset.UTC)), flags);
  }

  /** The same, while it is being written. */
  LayerRecord incomplete() {
    return copy(parent, created, Map.of(INCOMPLETE, "true"));
  }

  private LayerRecord copy(
      Optional<LayerId> below, Optional<OffsetDateTime> when, Map<String, String> marks) {
    return new LayerRecord(
        id,
        names,
        below,
        when,
        compressedDigest,
        compressedSizeInBytes,
        diffId,
        sizeInBytes,
        tocDigest,
        compression,
        uids,
        gids,
        marks,
        others);
  }

  static LayerRecord read(RecordFields fields) {
    return new LayerRecord(
        new LayerId(fields.requiredName("id")),
        fields.texts("names"),
        fields.name("parent").map(LayerId::new),
        fields.time("created"),
        fields.digest("compressed-diff-digest"),
        fields.whole("compressed-size"),
        fields.digest("diff-digest").map(DiffId::new),
        fields.whole("diff-size"),
        fields.digest("toc-digest"),
        fields.whole("compression").orElse(0),
        new ArrayList<>(fields.wholes("uidset")),
        new ArrayList<>(fields.wholes("gidset")),
        fields.values("flags"),
        fields.rest());
  }

  void write(RecordWriter fields) {
    fields.text("id", id.hex());
    fields.texts("names", names);
    parent.ifPresent(below -> fields.text("parent", below.hex()));
    created.ifPresent(when -> fields.time("created", when));
    compressedDigest.ifPresent(digest -> fields.text("compressed-diff-digest", digest.text()));
    fields.whole("compressed-size", compressedSizeInBytes.orElse(0));
    diffId.ifPresent(digest -> fields.text("diff-digest", digest.text()));
    fields.whole("diff-size", sizeInBytes.orElse(0));
    tocDigest.ifPresent(digest -> fields.text("toc-digest", digest.text()));
    fields.whole("compression", compression);
    fields.wholes("uidset", uids);
    fields.wholes("gidset", gids);
    fields.values("flags", flags);
    fields.others(others);
  }

  /** The first 12 digits of its ID. */
  @Override
  public String toString() {
    return id.toString();
  }
}
