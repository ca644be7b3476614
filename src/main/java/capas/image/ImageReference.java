package capas.image;

import capas.blob.Digest;
import java.util.Optional;

/**
 * The name under which an image is asked for: {@code quay.io/centos7/httpd-24-centos7:latest}.
 *
 * @param registry host, with its port if one is given; empty for a short name, which is not
 *     resolved here
 * @param repository path in the registry, as it is written
 * @param tag a name that can move from one image to another
 * @param digest of the manifest or index: names one image for ever
 * @see <a href="https://github.com/distribution/reference/blob/v0.6.0/reference.go">the grammar, in
 *     distribution/reference</a>
 */
public record ImageReference(
    Optional<String> registry, String repository, Optional<String> tag, Optional<Digest> digest) {

  /** The tag that is meant where neither tag nor digest is given. */
  public static final String USUAL_TAG = "latest";

  /**
   * Checks each part.
   *
   * @throws ImageException.MalformedReference if a part breaks the grammar
   */
  public ImageReference {
    ReferenceGrammar.check(registry, repository, tag);
  }

  /**
   * Reads {@code [HOST[:PORT]/]PATH[:TAG][@DIGEST]}. What stands before the first slash is a host
   * if it has a dot, a colon or a capital letter, or is {@code localhost}.
   *
   * @throws ImageException.MalformedReference naming what breaks the grammar
   */
  public static ImageReference parse(String text) {
    return ReferenceGrammar.parse(text);
  }

  /** Whether it names its registry. */
  public boolean isQualified() {
    return registry.isPresent();
  }

  /** The same image name in this registry. */
  public ImageReference in(String host) {
    return new ImageReference(Optional.of(host), repository, tag, digest);
  }

  /** The same with this tag. */
  public ImageReference withTag(String name) {
    return new ImageReference(registry, repository, Optional.of(name), digest);
  }

  /** The same with this digest. */
  public ImageReference withDigest(Digest name) {
    return new ImageReference(registry, repository, tag, Optional.of(name));
  }

  /** The same, with {@code latest} if it has neither tag nor digest. */
  public ImageReference withUsualTag() {
    return tag.isPresent() || digest.isPresent() ? this : withTag(USUAL_TAG);
  }

  /**
   * What a registry is asked for: the digest if there is one, else the tag, else {@code latest}.
   */
  public String tagOrDigest() {
    return digest.map(Digest::text).or(() -> tag).orElse(USUAL_TAG);
  }

  /** The whole of it, as it is written on a command line. */
  public String text() {
    return registry.map(host -> host + "/").orElse("")
        + repository
        + tag.map(name -> ":" + name).orElse("")
        + digest.map(name -> "@" + name.text()).orElse("");
  }

  @Override
  public String toString() {
    return text();
  }
}
