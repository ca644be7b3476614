package capas.registry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long we wait and how often we try again.
 *
 * @param tries in a row without getting further, the first included
 * @param first the wait before the second try; it doubles each time
 * @param longest the longest wait between two tries
 * @param longestAsked the longest {@code Retry-After} that is waited for
 * @param connecting the longest wait for a connection
 * @param answering the longest wait for the head of an answer
 * @param stalled the longest wait for the next bytes of a body
 */
record Patience(
    int tries,
    Duration first,
    Duration longest,
    Duration longestAsked,
    Duration connecting,
    Duration answering,
    Duration stalled) {

  static final Patience USUAL =
      new Patience(
          6,
          Duration.ofMillis(400),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30));

  /**
   * The wait before the try after {@code failed} failed ones: exponential, and at random between
   * one half and the whole of it, so that a class that was cut off together does not come back
   * together.
   */
  Duration before(int failed, RandomGenerator chance) {
    long doubled = first.toMillis() << Math.min(failed - 1, 20);
    long most = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(most / 2 + chance.nextLong(most / 2 + 1));
  }
}
