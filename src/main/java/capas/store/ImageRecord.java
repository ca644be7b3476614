package capas.store;

import capas.blob.Digest;
import capas.image.LayerId;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What {@code images.json} says of one image.
 *
 * @param id the digits of its config's digest, as a rule
 * @param digest of the manifest, or of the index, by which it was pulled
 * @param names full ones; none if another image has them now
 * @param namesHistory all names that it ever had
 * @param topLayer the uppermost layer; none if the image has no layers
 * @param metadata JSON in a text, for whoever made the image; {@code {}} as a rule
 * @param bigDataNames keys of its documents, in the order in which they were written; see {@link
 *     BigData}
 * @param bigDataSizes their lengths in bytes, by key
 * @param bigDataDigests by key
 * @param created what its config says
 * @param flags by their names, as JSON
 * @param others every other field as JSON, by its name
 */
public record ImageRecord(
    String id,
    Optional<Digest> digest,
    List<String> names,
    List<String> namesHistory,
    Optional<LayerId> topLayer,
    Optional<String> metadata,
    List<String> bigDataNames,
    Map<String, Long> bigDataSizes,
    Map<String, Digest> bigDataDigests,
    Optional<OffsetDateTime> created,
    Map<String, String> flags,
    Map<String, String> others) {

  /** As Go writes them. */
  static final List<String> ORDER =
      List.of(
          "id",
          "digest",
          "names",
          "names-history",
          "layer",
          "mapped-layers",
          "metadata",
          "big-data-names",
          "big-data-sizes",
          "big-data-digests",
          "created",
          "flags");

  public ImageRecord {
    names = List.copyOf(names);
    namesHistory = List.copyOf(namesHistory);
    bigDataNames = List.copyOf(bigDataNames);
    bigDataSizes = Collections.unmodifiableMap(new TreeMap<>(bigDataSizes));
    bigDataDigests = Collections.unmodifiableMap(new TreeMap<>(bigDataDigests));
    flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
    others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
  }

  /** The same with these documents, those of the same keys replaced. */
  ImageRecord with(Map<String, byte[]> documents) {
    List<String> keys = new ArrayList<>(bigDataNames);
    Map<String, Long> sizes = new TreeMap<>(bigDataSizes);
    Map<String, Digest> digests = new TreeMap<>(bigDataDigests);
    documents.forEach((key, bytes) -> {
      if (!keys.contains(key)) {
        keys.add(key);
      }
      sizes.put(key, (long) bytes.length);
      digests.put(key, Digest.of(bytes));
    });
    return new ImageRecord(
        id,
        digest,
        names,
        namesHistory,
        topLayer,
        metadata,
        keys,
        sizes,
        digests,
        created,
        flags,
        others);
  }

  /** The same with this name, before those that it has. */
  ImageRecord named(String name) {
    List<String> now = first(name, names);
    List<String> ever = namesHistory;
    // As containers/storage does it, whatever order comes of it.
    for (String each : now) {
      ever = first(each, ever);
    }
    return named(now, ever);
  }

  /** The same without this name; that it had it is still known. */
  ImageRecord without(String name) {
    return named(names.stream().filter(each -> !each.equals(name)).toList(), namesHistory);
  }

  private static List<String> first(String name, List<String> others) {
    return Stream.concat(Stream.of(name), others.stream()).distinct().toList();
  }

  private ImageRecord named(List<String> now, List<String> ever) {
    return new ImageRecord(
        id,
        digest,
        now,
        ever,
        topLayer,
        metadata,
        bigDataNames,
        bigDataSizes,
        bigDataDigests,
        created,
        flags,
        others);
  }

  static ImageRecord read(RecordFields fields) {
    return new ImageRecord(
        fields.requiredName("id"),
        fields.digest("digest"),
        fields.texts("names"),
        fields.texts("names-history"),
        fields.name("layer").map(LayerId::new),
        fields.text("metadata"),
        fields.texts("big-data-names"),
        fields.wholesByName("big-data-sizes"),
        fields.digestsByName("big-data-digests"),
        fields.time("created"),
        fields.values("flags"),
        fields.rest());
  }

  void write(RecordWriter fields) {
    fields.text("id", id);
    digest.ifPresent(value -> fields.text("digest", value.text()));
    fields.texts("names", names);
    fields.texts("names-history", namesHistory);
    topLayer.ifPresent(layer -> fields.text("layer", layer.hex()));
    metadata.ifPresent(text -> fields.text("metadata", text));
    fields.texts("big-data-names", bigDataNames);
    fields.wholesByName("big-data-sizes", bigDataSizes);
    fields.digestsByName("big-data-digests", bigDataDigests);
    created.ifPresent(when -> fields.time("created", when));
    fields.values("flags", flags);
    fields.others(others);
  }

  /** The first 12 digits of its ID. */
  @Override
  public String toString() {
    return id.length() < 12 ? id : id.substring(0, 12);
  }
}
