package capas.blob;

import java.nio.ByteBuffer;

/**
 * A blob of which the first bytes are on the disk. It survives its process: {@link
 * BlobDirectory#resume} finds it again. Not for several threads at once.
 */
public final class Partial implements AutoCloseable {

  static Partial create(
      BlobDirectory home,
      Descriptor descriptor,
      Limits limits,
      Progress progress,
      BlobDirectory.Depth depth) {
    throw new UnsupportedOperationException();
  }

  static Partial resume(
      BlobDirectory home,
      Descriptor descriptor,
      Limits limits,
      Progress progress,
      BlobDirectory.Depth depth) {
    throw new UnsupportedOperationException();
  }

  /** The promise that is being kept. */
  public Descriptor descriptor() {
    throw new UnsupportedOperationException();
  }

  /** How many bytes are on the disk and hashed; the next one to append has this number. */
  public long offsetInBytes() {
    throw new UnsupportedOperationException();
  }

  /**
   * Appends the next bytes.
   *
   * @throws BlobException.SizeMismatch if they are more than promised; the partial is gone then
   */
  public void append(byte[] bytes, int from, int length) {
    throw new UnsupportedOperationException();
  }

  /** Appends what remains in this buffer. */
  public void append(ByteBuffer bytes) {
    throw new UnsupportedOperationException();
  }

  /** Forgets all bytes and begins at 0 again, for a sender that cannot begin in the middle. */
  public void restart() {
    throw new UnsupportedOperationException();
  }

  /**
   * Compares with the promise and gives the blob its name.
   *
   * @throws BlobException.SizeMismatch if bytes are missing; what is there is kept for later
   * @throws BlobException.DigestMismatch if the bytes are others; they are thrown away
   */
  public Blob finish() {
    throw new UnsupportedOperationException();
  }

  /** Throws the bytes away; nothing happens after {@link #finish}. */
  public void discard() {
    throw new UnsupportedOperationException();
  }

  /** Lets go of the file; the bytes stay for later, unless it was finished or discarded. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
