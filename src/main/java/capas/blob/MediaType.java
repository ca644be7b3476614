package capas.blob;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What bytes are, in the words of RFC 6838. A type that is not known here is kept as it is.
 *
 * @see <a
 *     href="https://github.com/opencontainers/image-spec/blob/v1.1.1/media-types.md">image-spec,
 *     media types</a>
 */
public record MediaType(String text) {

  // Before the constants, which it checks. RFC 6838, 4.2: at most 127 characters on each side of
  // the slash.
  private static final Pattern FORM =
      Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}");

  private static final String OCI = "application/vnd.oci.image.";
  private static final String DOCKER = "application/vnd.docker.";

  public static final MediaType OCI_INDEX = new MediaType(OCI + "index.v1+json");
  public static final MediaType OCI_MANIFEST = new MediaType(OCI + "manifest.v1+json");
  public static final MediaType OCI_CONFIG = new MediaType(OCI + "config.v1+json");
  public static final MediaType OCI_LAYER = new MediaType(OCI + "layer.v1.tar");
  public static final MediaType OCI_LAYER_GZIP = new MediaType(OCI + "layer.v1.tar+gzip");
  public static final MediaType OCI_LAYER_ZSTD = new MediaType(OCI + "layer.v1.tar+zstd");
  public static final MediaType OCI_FOREIGN_LAYER =
      new MediaType(OCI + "layer.nondistributable.v1.tar");
  public static final MediaType OCI_FOREIGN_LAYER_GZIP =
      new MediaType(OCI + "layer.nondistributable.v1.tar+gzip");
  public static final MediaType OCI_FOREIGN_LAYER_ZSTD =
      new MediaType(OCI + "layer.nondistributable.v1.tar+zstd");
  public static final MediaType OCI_EMPTY = new MediaType("application/vnd.oci.empty.v1+json");

  public static final MediaType DOCKER_MANIFEST_LIST =
      new MediaType(DOCKER + "distribution.manifest.list.v2+json");
  public static final MediaType DOCKER_MANIFEST =
      new MediaType(DOCKER + "distribution.manifest.v2+json");
  public static final MediaType DOCKER_CONFIG = new MediaType(DOCKER + "container.image.v1+json");
  public static final MediaType DOCKER_LAYER = new MediaType(DOCKER + "image.rootfs.diff.tar");
  public static final MediaType DOCKER_LAYER_GZIP =
      new MediaType(DOCKER + "image.rootfs.diff.tar.gzip");
  public static final MediaType DOCKER_FOREIGN_LAYER =
      new MediaType(DOCKER + "image.rootfs.foreign.diff.tar");
  public static final MediaType DOCKER_FOREIGN_LAYER_GZIP =
      new MediaType(DOCKER + "image.rootfs.foreign.diff.tar.gzip");

  /** What Docker used before 2016; refused by name. */
  public static final MediaType DOCKER_SCHEMA_1 =
      new MediaType(DOCKER + "distribution.manifest.v1+json");

  /** The same with its signature inside. */
  public static final MediaType DOCKER_SCHEMA_1_SIGNED =
      new MediaType(DOCKER + "distribution.manifest.v1+prettyjws");

  /** What the bytes are for. */
  public enum Use {
    INDEX,
    MANIFEST,
    OLD_MANIFEST,
    CONFIG,
    LAYER,
    /** A layer that its owner lets nobody else hand out; it comes from the addresses beside it. */
    FOREIGN_LAYER,
    UNKNOWN;

    /** Whether it is a layer, foreign or not. */
    public boolean isLayer() {
      return this == LAYER || this == FOREIGN_LAYER;
    }
  }

  /** By their texts: a record makes its own hashCode when it is first asked, which takes 6 ms. */
  private static final Map<String, Use> USES =
      Map.ofEntries(
          Map.entry(OCI_INDEX.text, Use.INDEX),
          Map.entry(OCI_MANIFEST.text, Use.MANIFEST),
          Map.entry(OCI_CONFIG.text, Use.CONFIG),
          Map.entry(OCI_LAYER.text, Use.LAYER),
          Map.entry(OCI_LAYER_GZIP.text, Use.LAYER),
          Map.entry(OCI_LAYER_ZSTD.text, Use.LAYER),
          Map.entry(OCI_FOREIGN_LAYER.text, Use.FOREIGN_LAYER),
          Map.entry(OCI_FOREIGN_LAYER_GZIP.text, Use.FOREIGN_LAYER),
          Map.entry(OCI_FOREIGN_LAYER_ZSTD.text, Use.FOREIGN_LAYER),
          Map.entry(DOCKER_MANIFEST_LIST.text, Use.INDEX),
          Map.entry(DOCKER_MANIFEST.text, Use.MANIFEST),
          Map.entry(DOCKER_CONFIG.text, Use.CONFIG),
          Map.entry(DOCKER_LAYER.text, Use.LAYER),
          Map.entry(DOCKER_LAYER_GZIP.text, Use.LAYER),
          Map.entry(DOCKER_FOREIGN_LAYER.text, Use.FOREIGN_LAYER),
          Map.entry(DOCKER_FOREIGN_LAYER_GZIP.text, Use.FOREIGN_LAYER),
          Map.entry(DOCKER_SCHEMA_1.text, Use.OLD_MANIFEST),
          Map.entry(DOCKER_SCHEMA_1_SIGNED.text, Use.OLD_MANIFEST));

  /**
   * Checks the form.
   *
   * @throws BlobException.MalformedMediaType if it is not {@code type/subtype} in lower case
   */
  public MediaType {
    if (!FORM.matcher(text).matches()) {
      throw new BlobException.MalformedMediaType(text);
    }
  }

  /**
   * Reads a type as it stands in a document or in a {@code Content-Type}: in any case of letters,
   * with or without parameters, which are dropped.
   *
   * @throws BlobException.MalformedMediaType if it is not {@code type/subtype}
   */
  public static MediaType parse(String text) {
    return new MediaType(text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
  }

  /** What the bytes are for. */
  public Use use() {
    return USES.getOrDefault(text, Use.UNKNOWN);
  }

  /** Whether it is one of Docker's. */
  public boolean isDocker() {
    return text.startsWith(DOCKER);
  }

  /** How a layer of this type is compressed by its name; empty if it is not a known layer. */
  public Optional<Compression> compression() {
    if (!use().isLayer()) {
      return Optional.empty();
    }
    if (text.endsWith("gzip")) {
      return Optional.of(Compression.GZIP);
    }
    return Optional.of(text.endsWith("zstd") ? Compression.ZSTD : Compression.NONE);
  }

  @Override
  public String toString() {
    return text;
  }
}
