package capas.lab;

import capas.blob.Digest;
import capas.registry.PullEvent;
import java.time.Duration;

/** A line of a pull's transcript; the one of a layer changes while the layer comes. */
public sealed interface PullLine {

  /** Something that is said once. */
  record Happened(PullEvent event) implements PullLine {}

  /**
   * A layer on its way.
   *
   * @param bytesHere on the disk now
   * @param bytesBefore on the disk already when this pull began
   * @param since how long it has been coming
   */
  record Layer(
      Digest blob, long bytesHere, long bytesBefore, long bytesTotal, Duration since, State state)
      implements PullLine {

    /** Bytes a second; 0 before anything came. */
    public long bytesPerSecond() {
      long milliseconds = since.toMillis();
      return milliseconds == 0 ? 0 : (bytesHere - bytesBefore) * 1000 / milliseconds;
    }

    /** The same layer, so far. */
    Layer in(State now) {
      return new Layer(blob, bytesHere, bytesBefore, bytesTotal, since, now);
    }

    /** What is left at this rate. */
    public Duration left() {
      long rate = bytesPerSecond();
      return Duration.ofSeconds(rate == 0 ? 0 : (bytesTotal - bytesHere) / rate);
    }
  }

  /** How far a layer is. */
  enum State {
    COMING,
    DONE,
    ALREADY_HERE,
    STOPPED
  }
}
