package capas.blob;

/** Hears how far the bytes of one descriptor have come. Called in the thread that brings them. */
@FunctionalInterface
public interface Progress {

  /** Nobody listens. */
  Progress NONE = (descriptor, doneInBytes) -> {};

  /**
   * So many bytes are written and hashed, counted from the beginning of the blob; called once for
   * each piece that is appended. An exception thrown here ends the writing.
   */
  void reached(Descriptor descriptor, long doneInBytes);
}
