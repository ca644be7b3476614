package capas.registry;

import capas.blob.BlobDirectory;
import capas.blob.Digest;
import capas.blob.MediaType;
import capas.image.ImageDocument;
import capas.image.ImageException;
import capas.image.ImageReference;
import capas.image.OciLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An OCI layout seen as repositories with tags. It is read again for each request. */
final class ServedLayout {

  private final Path folder;
  private final OciLayout layout;
  private final BlobDirectory blobs;

  /** A manifest or an index, as it is sent. */
  record Document(MediaType mediaType, Digest digest, byte[] bytes) {
    static Document of(ImageDocument document) {
      return new Document(document.mediaType(), document.digest(), document.bytes());
    }
  }

  /**
   * @throws RegistryException.NotServable if it is an archive
   */
  ServedLayout(Path folder) {
    this.folder = folder;
    this.layout = OciLayout.open(folder);
    this.blobs = layout.blobs().orElseThrow(() -> new RegistryException.NotServable(folder));
  }

  /** From repository to tag to the name in the layout. */
  private Map<String, Map<String, String>> tagsByName() {
    Map<String, Map<String, String>> all = new TreeMap<>();
    for (String name : layout.names()) {
      ImageReference reference;
      try {
        reference = reference(name);
      } catch (ImageException.MalformedReference e) {
        // An annotation may be any text; what is no name of an image cannot be asked for.
        continue;
      }
      all.computeIfAbsent(reference.repository(), any -> new TreeMap<>())
          .put(reference.tag().orElse(ImageReference.USUAL_TAG), name);
    }
    return all;
  }

  /** A lone word is a tag, as skopeo writes it: the folder's name is the repository then. */
  private ImageReference reference(String name) {
    if (name.contains("/") || name.contains(":")) {
      return ImageReference.parse(name);
    }
    String repository =
        folder
            .toAbsolutePath()
            .normalize()
            .getFileName()
            .toString()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return ImageReference.parse(repository + ":" + name);
  }

  /** The repositories, sorted. */
  List<String> names() {
    return List.copyOf(tagsByName().keySet());
  }

  /** The tags of a repository, sorted. */
  List<String> tags(String repository) {
    return List.copyOf(tagsByName().getOrDefault(repository, Map.of()).keySet());
  }

  Optional<Document> manifest(String repository, String tagOrDigest) {
    Optional<Digest> digest = Digest.find(tagOrDigest);
    if (digest.isPresent()) {
      return blob(digest.get()).flatMap(file -> read(digest.get(), file));
    }
    return Optional.ofNullable(tagsByName().getOrDefault(repository, Map.of()).get(tagOrDigest))
        .map(name -> Document.of(layout.document(name)));
  }

  private static Optional<Document> read(Digest digest, Path file) {
    try {
      if (Files.size(file) > ImageDocument.LONGEST_IN_BYTES) {
        return Optional.empty();
      }
      ImageDocument document = ImageDocument.parse(Files.readAllBytes(file));
      return Optional.of(new Document(document.mediaType(), digest, document.bytes()));
    } catch (IOException | ImageException e) {
      // It is a blob, but no manifest.
      return Optional.empty();
    }
  }

  Optional<Path> blob(Digest digest) {
    return Optional.of(blobs.pathOf(digest)).filter(Files::isRegularFile);
  }
}
