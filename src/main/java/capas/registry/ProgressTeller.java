package capas.registry;

import capas.blob.Descriptor;
import capas.blob.Progress;

/** Tells how far a blob has come, not more often than somebody can look. */
final class ProgressTeller implements Progress {

  private static final long PAUSE = 100_000_000;

  private final PullListener listener;
  private long told = System.nanoTime() - PAUSE;

  ProgressTeller(PullListener listener) {
    this.listener = listener;
  }

  @Override
  public void reached(Descriptor descriptor, long doneInBytes) {
    long now = System.nanoTime();
    if (now - told >= PAUSE || doneInBytes == descriptor.sizeInBytes()) {
      told = now;
      listener.on(
          new PullEvent.BlobProgress(descriptor.digest(), doneInBytes, descriptor.sizeInBytes()));
    }
  }
}
