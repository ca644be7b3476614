package capas.registry;

import java.time.Duration;

/** Something that a built-in registry can do wrong, so that it can be seen what a client does. */
public sealed interface Fault {

  /** Sends each blob at this rate. */
  record Slow(long bytesPerSecond) implements Fault {}

  /** Ends the connection after so many bytes of each blob's answer. */
  record CutAt(long bytes) implements Fault {}

  /**
   * Changes one byte of each blob, the one at this place (from 0), or the last of a shorter one.
   */
  record WrongByte(long place) implements Fault {}

  /** Asks for a token each time, whatever token it gets. */
  record AlwaysUnauthorized() implements Fault {}

  /** Answers so many requests for manifests and blobs with 429 and {@code Retry-After}. */
  record TooManyRequests(Duration retryAfter, int times) implements Fault {}

  /** Answers so many requests for manifests and blobs with 500, then serves. */
  record ServerError(int times) implements Fault {}

  /** Says that each manifest is of this media type. */
  record WrongContentType(String mediaType) implements Fault {}

  /** Sends whoever wants a blob to another host, as registries in a cloud do; that is no error. */
  record RedirectToOtherHost() implements Fault {}

  /** Sends each blob from its first byte, whatever {@code Range} asked; the standard allows it. */
  record IgnoresRange() implements Fault {}
}
