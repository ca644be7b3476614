package capas.layer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a tar that comes in pieces of any size: v7, ustar, PAX, GNU and star, with the sparse files
 * of GNU and PAX. What Go's {@code archive/tar} takes for an error is one here, for Podman would
 * not take such a layer either. No more than a header is kept in memory.
 */
final class TarReader {

  /** Hears what is in the tar, byte for byte and in order. */
  interface Listener {

    /** Bytes that are no content: headers, padding, and whatever stands behind the end. */
    void passes(byte[] bytes, int from, int length);

    /** An entry whose header has passed. */
    void begins(TarEntry entry);

    /** The next bytes of its content, as they stand in the tar. */
    void contains(byte[] bytes, int from, int length);

    /** All its content has come. */
    void ends();
  }

  private enum State {
    HEADER,
    EXTENSION,
    OLD_SPARSE_MAP,
    SPARSE_MAP,
    CONTENT,
    PADDING,
    BEHIND_THE_END
  }

  static final int LARGEST_EXTENSION = 1 << 20;
  private static final int USUAL_EXTENSION = 1 << 12;

  private final Listener listener;
  private final TarBlock block = new TarBlock();
  private State state = State.HEADER;
  private long position;
  private long left;
  private int padding;
  private boolean afterZeros;

  private char extensionType;
  private byte[] extension = new byte[USUAL_EXTENSION];
  private int extensionSize;
  private String longName;
  private String longLink;
  private PaxRecords records = PaxRecords.NONE;

  private TarEntry entry;
  private SparseMap.Builder pieces;
  private long sparseSize;
  private SparseMapText mapText;

  TarReader(Listener listener) {
    this.listener = listener;
  }

  /** How many bytes came. */
  long position() {
    return position;
  }

  /** The entry whose header came last, if any. */
  Optional<TarEntry> entry() {
    return Optional.ofNullable(entry);
  }

  /**
   * Takes the next bytes.
   *
   * @throws LayerException if they are no tar
   */
  void take(byte[] bytes, int from, int length) {
    int end = from + length;
    for (int at = from; at < end; ) {
      int count = step(bytes, at, end - at);
      at += count;
    }
  }

  private int step(byte[] bytes, int at, int length) {
    return switch (state) {
      case HEADER, OLD_SPARSE_MAP, SPARSE_MAP -> {
        int count = block.take(bytes, at, length);
        pass(bytes, at, count);
        if (block.isFull()) {
          blockCame();
          block.clear();
        }
        yield count;
      }
      case EXTENSION -> {
        int count = (int) Math.min(left, length);
        System.arraycopy(bytes, at, extension, extensionSize - (int) left, count);
        pass(bytes, at, count);
        left -= count;
        if (left == 0) {
          extensionCame();
          pad(extensionSize);
        }
        yield count;
      }
      case CONTENT -> {
        int count = (int) Math.min(left, length);
        position += count;
        listener.contains(bytes, at, count);
        left -= count;
        contentMayEnd();
        yield count;
      }
      case PADDING -> {
        int count = Math.min(padding, length);
        pass(bytes, at, count);
        padding -= count;
        if (padding == 0) {
          state = State.HEADER;
        }
        yield count;
      }
      case BEHIND_THE_END -> {
        pass(bytes, at, length);
        yield length;
      }
    };
  }

  private void pass(byte[] bytes, int from, int length) {
    position += length;
    listener.passes(bytes, from, length);
  }

  private void pad(long size) {
    padding = (int) (-size & TarBlock.SIZE - 1);
    state = padding == 0 ? State.HEADER : State.PADDING;
  }

  private void contentMayEnd() {
    if (left == 0) {
      listener.ends();
      pad(entry.stored());
    }
  }

  private void blockCame() {
    try {
      switch (state) {
        case OLD_SPARSE_MAP -> {
          block.addPieces(0, 21, pieces);
          oldMapMayEnd(504);
        }
        case SPARSE_MAP -> {
          left -= TarBlock.SIZE;
          if (left < 0) {
            throw new NumberFormatException("GNU.sparse");
          }
          if (mapText.take(block)) {
            begin(entry.with(mapText.build(sparseSize), left));
          }
        }
        default -> headerCame();
      }
    } catch (NumberFormatException e) {
      throw new LayerException.CorruptHeader(position - TarBlock.SIZE, e.getMessage());
    }
  }

  private void headerCame() {
    if (block.isZero()) {
      state = afterZeros ? State.BEHIND_THE_END : State.HEADER;
      afterZeros = true;
      return;
    }
    if (afterZeros || !block.hasItsChecksum()) {
      throw new NumberFormatException(afterZeros ? "\\0 … \\0" : "checksum");
    }
    switch (block.type()) {
      case 'x', 'g', 'L', 'K' -> beginExtension();
      default -> beginEntry();
    }
  }

  private void beginExtension() {
    long size = block.size();
    if (size < 0 || size > LARGEST_EXTENSION) {
      throw new LayerException.HeaderTooLarge(position - TarBlock.SIZE, size);
    }
    extensionType = block.type();
    extensionSize = (int) size;
    left = size;
    if (extension.length < size) {
      extension = new byte[extensionSize];
    }
    state = State.EXTENSION;
    if (size == 0) {
      extensionCame();
      state = State.HEADER;
    }
  }

  private void extensionCame() {
    try {
      switch (extensionType) {
        case 'x' -> records = PaxRecords.parse(extension, extensionSize);
        case 'L' -> longName = textOfExtension();
        case 'K' -> longLink = textOfExtension();
        default -> PaxRecords.parse(extension, extensionSize);
      }
    } catch (NumberFormatException e) {
      throw new LayerException.CorruptHeader(position - extensionSize, e.getMessage());
    }
    if (extensionSize > USUAL_EXTENSION) {
      extension = new byte[USUAL_EXTENSION];
    }
  }

  private String textOfExtension() {
    int end = 0;
    while (end < extensionSize && extension[end] != 0) {
      end++;
    }
    return new String(Arrays.copyOf(extension, end), StandardCharsets.ISO_8859_1);
  }

  private void beginEntry() {
    TarEntry next = TarEntries.join(block, records, longName, longLink);
    entry = next;
    PaxRecords said = records;
    records = PaxRecords.NONE;
    longName = null;
    longLink = null;
    if (block.type() == 'S' && block.isGnu()) {
      pieces = new SparseMap.Builder();
      block.addPieces(386, 4, pieces);
      sparseSize = block.number(483, 12);
      oldMapMayEnd(482);
    } else if (next.type() == TarEntry.Type.REGULAR && said.mapStandsInData()) {
      sparseSize = said.sparseSize(next.stored());
      mapText = new SparseMapText();
      left = next.stored();
      state = State.SPARSE_MAP;
    } else if (next.type() == TarEntry.Type.REGULAR && said.mapStandsHere()) {
      begin(next.with(said.pieces().build(said.sparseSize(next.stored())), next.stored()));
    } else {
      begin(next);
    }
  }

  private void oldMapMayEnd(int continuedAt) {
    state = State.OLD_SPARSE_MAP;
    if (!block.isSet(continuedAt)) {
      begin(entry.with(pieces.build(sparseSize), entry.stored()));
    }
  }

  private void begin(TarEntry next) {
    if (next.sparse().isPresent() && next.sparse().get().stored() != next.stored()) {
      throw new NumberFormatException("GNU.sparse");
    }
    entry = next;
    left = next.stored();
    listener.begins(next);
    state = State.CONTENT;
    contentMayEnd();
  }

  /**
   * No more bytes come.
   *
   * @throws LayerException.Truncated if more were promised
   */
  void end() {
    boolean whole =
        switch (state) {
          case HEADER -> block.isEmpty() && !hasPending();
          case BEHIND_THE_END -> true;
          default -> false;
        };
    if (!whole) {
      throw new LayerException.Truncated(
          position, entry().map(last -> TarEntry.shown(last.name())).orElse(""));
    }
  }

  private boolean hasPending() {
    return longName != null || longLink != null || records != PaxRecords.NONE;
  }
}
