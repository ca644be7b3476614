package capas.image;

import capas.blob.Descriptor;
import capas.blob.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A manifest written in the other format. The config's bytes stay as they are, and so does the
 * image ID; the manifest's digest becomes another. (Stands for {@code skopeo copy --format}, but
 * skopeo writes the config anew, and its image ID changes.)
 *
 * @param changes the media types that have other words now
 * @param losses what the other format has no field for, or gives no meaning to
 */
public record Conversion(Manifest from, Manifest result, List<Change> changes, List<Loss> losses) {

  /**
   * A media type in other words.
   *
   * @param where {@code mediaType}, {@code config.mediaType}, {@code layers[0].mediaType}
   */
  public record Change(String where, MediaType before, MediaType after) {}

  /**
   * Something that does not come along.
   *
   * @param where the field's place in the manifest or, for {@link Kind#NOT_IN_OCI}, in the config
   */
  public record Loss(Kind kind, String where) {}

  /** Why it does not come along. */
  public enum Kind {
    /** Docker's manifest has no such field; it is left out. */
    NOT_IN_DOCKER,
    /** The field stays in the config's bytes, but the OCI specification gives it no meaning. */
    NOT_IN_OCI
  }

  private static final Map<MediaType, MediaType> TO_OCI =
      Map.of(
          MediaType.DOCKER_CONFIG, MediaType.OCI_CONFIG,
          MediaType.DOCKER_LAYER, MediaType.OCI_LAYER,
          MediaType.DOCKER_LAYER_GZIP, MediaType.OCI_LAYER_GZIP,
          MediaType.DOCKER_FOREIGN_LAYER, MediaType.OCI_FOREIGN_LAYER,
          MediaType.DOCKER_FOREIGN_LAYER_GZIP, MediaType.OCI_FOREIGN_LAYER_GZIP);

  private static final Map<MediaType, MediaType> TO_DOCKER =
      TO_OCI.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  private static final List<String> DOCKERS_OWN = List.of("Healthcheck", "OnBuild", "Shell");

  public Conversion {
    changes = List.copyOf(changes);
    losses = List.copyOf(losses);
  }

  /**
   * Writes this image's manifest in this format; in its own format nothing changes.
   *
   * @throws ImageException.CannotConvert if a part has no media type there, such as a layer
   *     compressed with zstd in Docker's
   */
  public static Conversion of(Image image, ManifestFormat format) {
    Manifest from = image.manifest();
    if (from.format() == format) {
      return new Conversion(from, from, List.of(), List.of());
    }
    byte[] bytes =
        switch (format) {
          case OCI -> ManifestJson.oci(from, type -> inWordsOf(format, type));
          case DOCKER ->
              ManifestJson.docker(
                  inWordsOf(format, from.config()),
                  from.layers().stream().map(layer -> inWordsOf(format, layer)).toList());
        };
    Manifest result =
        switch (ImageDocument.parse(bytes)) {
          case Manifest manifest -> manifest;
          case ImageIndex index -> throw new IllegalStateException();
        };
    return new Conversion(from, result, changes(from, result), losses(image, format));
  }

  private static MediaType inWordsOf(ManifestFormat format, MediaType type) {
    Map<MediaType, MediaType> words =
        switch (format) {
          case OCI -> TO_OCI;
          case DOCKER -> TO_DOCKER;
        };
    if (words.containsKey(type)) {
      return words.get(type);
    }
    // Programs mix the two: a part may be in the right words already.
    if (words.containsValue(type)) {
      return type;
    }
    throw new ImageException.CannotConvert(type, format);
  }

  private static Descriptor inWordsOf(ManifestFormat format, Descriptor part) {
    return new Descriptor(
        inWordsOf(format, part.mediaType()),
        part.digest(),
        part.sizeInBytes(),
        part.urls(),
        Map.of(),
        Map.of());
  }

  private static List<Change> changes(Manifest from, Manifest result) {
    List<Change> changes = new ArrayList<>();
    changes.add(new Change("mediaType", from.mediaType(), result.mediaType()));
    changes.add(
        new Change("config.mediaType", from.config().mediaType(), result.config().mediaType()));
    for (int i = 0; i < from.layers().size(); i++) {
      changes.add(
          new Change(
              "layers[" + i + "].mediaType",
              from.layers().get(i).mediaType(),
              result.layers().get(i).mediaType()));
    }
    return changes.stream().filter(change -> !change.before().equals(change.after())).toList();
  }

  private static List<Loss> losses(Image image, ManifestFormat format) {
    return switch (format) {
      case OCI ->
          DOCKERS_OWN.stream()
              .filter(name ->
                  !image.config().execution().others().getOrDefault(name, "null").equals("null"))
              .map(name -> new Loss(Kind.NOT_IN_OCI, "config." + name))
              .toList();
      case DOCKER ->
          leftOut(image.manifest()).map(where -> new Loss(Kind.NOT_IN_DOCKER, where)).toList();
    };
  }

  private static Stream<String> leftOut(Manifest manifest) {
    List<String> fields = new ArrayList<>();
    if (!manifest.annotations().isEmpty()) {
      fields.add("annotations");
    }
    manifest.subject().ifPresent(subject -> fields.add("subject"));
    manifest.artifactType().ifPresent(type -> fields.add("artifactType"));
    fields.addAll(new TreeSet<>(manifest.others().keySet()));
    leftOut("config", manifest.config(), fields);
    for (int i = 0; i < manifest.layers().size(); i++) {
      leftOut("layers[" + i + "]", manifest.layers().get(i), fields);
    }
    return fields.stream();
  }

  private static void leftOut(String where, Descriptor part, List<String> fields) {
    if (!part.annotations().isEmpty()) {
      fields.add(where + ".annotations");
    }
    new TreeSet<>(part.others().keySet()).forEach(name -> fields.add(where + "." + name));
  }
}
