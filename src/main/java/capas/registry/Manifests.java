package capas.registry;

import capas.blob.Descriptor;
import capas.blob.Digest;
import capas.blob.MediaType;
import capas.image.ImageDocument;
import capas.image.ImageReference;
import capas.registry.Exchange.Purpose;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fetches manifests and indexes: bytes first, then their hash, then what they say. */
final class Manifests {

  /** So many tags are asked for to be shown. */
  private static final int TAGS_SHOWN = 30;

  private static final int MOST_TAGS_BYTES = 1 << 20;

  /** All that we can read. A registry that has something else says so instead of converting it. */
  private static final String ACCEPTED =
      Stream.of(
              MediaType.OCI_INDEX,
              MediaType.OCI_MANIFEST,
              MediaType.DOCKER_MANIFEST_LIST,
              MediaType.DOCKER_MANIFEST)
          .map(MediaType::text)
          .collect(Collectors.joining(", "));

  private final Session session;

  Manifests(Session session) {
    this.session = session;
  }

  /**
   * The manifest or index of a tag or digest. Stands for {@code curl -H 'Accept: …'
   * https://HOST/v2/NAME/manifests/TAG}.
   */
  ImageDocument byName(ImageReference name) {
    return session
        .attempts(name.text())
        .until(() -> {
          try (Reply reply = ask(name.tagOrDigest())) {
            if (reply.status() == 404) {
              throw missing(name);
            }
            return read(reply, name.text(), name.digest());
          }
        });
  }

  /** The manifest that an index promises. */
  ImageDocument promised(Descriptor promise, ImageReference name) {
    return session
        .attempts(promise.digest().text())
        .until(() -> {
          try (Reply reply = ask(promise.digest().text())) {
            if (reply.status() == 404) {
              throw new RegistryException.UnknownDigest(
                  session.place().toString(), promise.digest());
            }
            ImageDocument found = read(reply, name.text(), Optional.of(promise.digest()));
            // The index said what this is, too.
            return ImageDocument.parse(found.bytes(), promise.mediaType());
          }
        });
  }

  private Reply ask(String tagOrDigest) throws TransientFailure {
    return session.once(Purpose.MANIFEST, "manifests/" + tagOrDigest, "Accept", ACCEPTED);
  }

  private static ImageDocument read(Reply reply, String name, Optional<Digest> promised)
      throws TransientFailure {
    byte[] bytes = reply.bytes(ImageDocument.LONGEST_IN_BYTES);
    Optional<Digest> told = reply.header("Docker-Content-Digest").flatMap(Digest::find);
    check(bytes, promised, name);
    check(bytes, told, name);
    return reply
        .header("Content-Type")
        .map(type -> ImageDocument.parse(bytes, MediaType.parse(type)))
        .orElseGet(() -> ImageDocument.parse(bytes));
  }

  private static void check(byte[] bytes, Optional<Digest> promised, String name) {
    promised.ifPresent(expected -> {
      Digest actual = Digest.of(expected.algorithm(), bytes);
      if (!actual.equals(expected)) {
        throw new RegistryException.OtherManifest(name, expected, actual);
      }
    });
  }

  /** What is there instead of the tag that is not. */
  private RegistryException missing(ImageReference name) throws TransientFailure {
    String repository = session.place().toString();
    if (name.digest().isPresent()) {
      return new RegistryException.UnknownDigest(repository, name.digest().get());
    }
    try (Reply reply = session.once(Purpose.TAGS, "tags/list?n=" + TAGS_SHOWN, "", "")) {
      List<String> tags =
          reply.status() == 200 ? RegistryJson.tags(reply.bytes(MOST_TAGS_BYTES)) : List.of();
      if (tags.isEmpty()) {
        return new RegistryException.UnknownRepository(repository, Origin.of(reply.address()));
      }
      List<String> shown = tags.stream().limit(TAGS_SHOWN).map(Curl::printable).toList();
      boolean more = tags.size() > TAGS_SHOWN || reply.header("Link").isPresent();
      return new RegistryException.UnknownTag(repository, name.tagOrDigest(), shown, more);
    }
  }
}
