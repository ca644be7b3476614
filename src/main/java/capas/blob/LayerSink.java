package capas.blob;

/**
 * Takes the uncompressed bytes of a layer while they come, and before it is known whether they are
 * the promised ones. Called by one thread at a time.
 *
 * <p>What {@link #take} throws is told at the end only: first the digest says whether these are the
 * promised bytes at all.
 */
public interface LayerSink {

  /** Nobody wants them. */
  LayerSink NONE =
      new LayerSink() {
        @Override
        public void begin() {}

        @Override
        public void take(byte[] bytes, int from, int length) {}
      };

  /** The first byte comes next; what came before, if anything did, is void. */
  void begin();

  /** The next bytes; the array is used again afterwards. */
  void take(byte[] bytes, int from, int length);
}
