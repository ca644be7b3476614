package capas.registry;

import capas.blob.Descriptor;
import capas.blob.Digest;
import capas.image.ImageReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Something that happened in a pull, told while it happens. Values only: whoever listens shows. */
public sealed interface PullEvent {

  /**
   * A name without a registry got one.
   *
   * @param source the file that says so
   */
  record ShortNameResolved(
      ImageReference shortName, List<ImageReference> candidates, Rule rule, Path source)
      implements PullEvent {
    public ShortNameResolved {
      candidates = List.copyOf(candidates);
    }
  }

  /** Why a short name became what it became: containers-registries.conf(5). */
  enum Rule {
    /** An entry of the table {@code [aliases]}. */
    ALIAS,
    /** {@code unqualified-search-registries}. */
    SEARCH_LIST
  }

  /**
   * {@code Trying to pull NAME...}; where it is really fetched from differs if a mirror is used.
   */
  record Trying(ImageReference reference, String location) implements PullEvent {}

  /** A candidate or a mirror that did not have it; the next one is tried. */
  record WentOn(String location, RegistryException why) implements PullEvent {}

  /**
   * The registry's credentials are about to be given to another party for a token, as the registry
   * asks. It is usual ({@code docker.io} and {@code auth.docker.io}), and it is said.
   */
  record CredentialsGoElsewhere(String registry, String tokenService) implements PullEvent {}

  /**
   * The signatures are not checked: nothing here knows whose image it is, only that it is whole.
   */
  record GettingSignatures() implements PullEvent {}

  /** The layers that belong to the image, base first; what is told below is of these. */
  record LayersFound(List<Descriptor> baseFirst) implements PullEvent {
    public LayersFound {
      baseFirst = List.copyOf(baseFirst);
    }
  }

  /** One layer's download begins. */
  record BlobStarted(Digest blob, long bytesHere, long bytesTotal) implements PullEvent {}

  /** So much of a layer is on disk now; told at most ten times a second and layer. */
  record BlobProgress(Digest blob, long bytesHere, long bytesTotal) implements PullEvent {}

  /** A layer is here, and its bytes have the promised digest. */
  record BlobDone(Digest blob, long bytesTotal) implements PullEvent {}

  /** A layer that was here before the pull began. */
  record BlobAlreadyHere(Digest blob, long bytesTotal) implements PullEvent {}

  /** {@code Copying config … done}; it comes before the layers, as it says what they hold. */
  record ConfigDone(Digest blob) implements PullEvent {}

  /** {@code Writing manifest to image destination}. */
  record ManifestWritten(Digest manifest) implements PullEvent {}

  /**
   * Something failed that may go well the next time.
   *
   * @param what a digest or an address
   * @param attempt the number of the try that comes after the pause
   */
  record Retrying(String what, Reason reason, Duration pause, int attempt) implements PullEvent {}

  /** Why something is tried again. */
  enum Reason {
    /** No connection, or none in time. */
    NO_CONNECTION,
    /** No answer, or no more of it, in time. */
    SILENCE,
    /** The connection ended before the body did. */
    CUT,
    /** 429: too many requests. */
    TOO_MANY_REQUESTS,
    /** 5xx: the server failed. */
    SERVER_ERROR,
    /** The bytes are not those that the digest promised. */
    WRONG_BYTES
  }
}
