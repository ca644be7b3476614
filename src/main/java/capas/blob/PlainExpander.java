package capas.blob;

/** Bytes that are not compressed. */
final class PlainExpander implements Expander {

  private byte[] input = {};
  private int next;
  private int end;

  @Override
  public void give(byte[] bytes, int from, int length) {
    input = bytes;
    next = from;
    end = from + length;
  }

  @Override
  public int take(byte[] into, int from, int length) {
    int count = Math.min(length, end - next);
    System.arraycopy(input, next, into, from, count);
    next += count;
    return count;
  }

  @Override
  public boolean mayEnd() {
    return true;
  }

  @Override
  public void close() {}
}
