package capas.layer;

import capas.linux.OpenFile;

/** Writes the pieces of a sparse file where they belong; what is between them takes no space. */
final class SparseWriter {

  private final SparseMap map;
  private final OpenFile file;
  private int piece = -1;
  private long left;
  private long end;

  SparseWriter(SparseMap map, OpenFile file) {
    this.map = map;
    this.file = file;
  }

  /** The pieces come one behind the other; together they are as long as the map says. */
  void write(byte[] bytes, int from, int length) {
    int at = from;
    int behind = from + length;
    while (at < behind) {
      while (left == 0) {
        piece++;
        left = map.lengths()[piece];
        file.leaveHole(map.offsets()[piece] - end);
        end = map.offsets()[piece] + left;
      }
      int count = (int) Math.min(left, behind - at);
      file.write(bytes, at, count);
      at += count;
      left -= count;
    }
  }

  /** The hole behind the last piece. */
  void end() {
    file.changeSize(map.size());
  }
}
