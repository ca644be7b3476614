package capas.layer;

import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Unpacks a layer while its tar comes: files, links and devices into a folder as overlayfs wants
 * them, and into a tar-split what is needed to make the same tar again from that folder. Nothing
 * outside of the folder is read or written, whatever names and links the layer has. Stands for what
 * {@code podman pull} does with a layer.
 *
 * <p>Takes about half a MiB, and 32 bytes for each entry. Used by one thread at a time.
 *
 * <pre>{@code
 * try (LayerUnpacking unpacking = LayerUnpacking.into(diff, ownership, marks, split)) {
 *   for (…) {
 *     unpacking.take(bytes, 0, count);
 *   }
 *   UnpackedLayer layer = unpacking.end();
 * }
 * }</pre>
 */
public final class LayerUnpacking implements AutoCloseable {

  /** The largest images known have a third of it. */
  private static final long MOST_ENTRIES = 1_000_000;

  private final TarReader reader = new TarReader(new Unpacker());
  private final EntryWriter writer;
  private final TarSplitWriter split;
  private final NumberSet seen = new NumberSet();
  private final NumberSet uids = new NumberSet();
  private final NumberSet gids = new NumberSet();
  private long entries;
  private boolean ended;

  private LayerUnpacking(EntryWriter writer, TarSplitWriter split) {
    this.writer = writer;
    this.split = split;
  }

  /**
   * Begins.
   *
   * @param diff an existing folder, empty
   * @param marks what hides names in the layers below
   * @param tarSplit gets the gzipped lines; closed at the end
   */
  public static LayerUnpacking into(
      Path diff, Ownership ownership, Marks marks, OutputStream tarSplit) {
    return new LayerUnpacking(
        new EntryWriter(diff, ownership, marks), TarSplitWriter.into(tarSplit));
  }

  /**
   * The next uncompressed bytes of the tar; the array may be used again afterwards.
   *
   * @throws LayerException if they cannot be unpacked; what was unpacked so far stays
   */
  public void take(byte[] bytes, int from, int length) {
    reader.take(bytes, from, length);
  }

  /**
   * All bytes came.
   *
   * @throws LayerException.Truncated if the last entry is not whole
   */
  public UnpackedLayer end() {
    reader.end();
    ended = true;
    try (writer) {
      split.end();
    }
    return new UnpackedLayer(reader.position(), uids.sorted(), gids.sorted(), entries);
  }

  /** Lets go of all that is open. Without {@link #end} what was unpacked stays as it is. */
  @Override
  public void close() {
    if (!ended) {
      ended = true;
      try (writer) {
        split.end();
      }
    }
  }

  private final class Unpacker implements TarReader.Listener {

    private TarEntry entry;
    private boolean isInDiff;

    @Override
    public void passes(byte[] bytes, int from, int length) {
      split.add(bytes, from, length);
    }

    @Override
    public void begins(TarEntry next) {
      entry = next;
      EntryPath path =
          EntryPath.of(next.name()).orElseThrow(() -> new LayerException.LeadsOut(shown()));
      entries++;
      if (entries + writer.foldersMade() > MOST_ENTRIES) {
        throw new LayerException.TooManyEntries(shown(), MOST_ENTRIES);
      }
      if (!seen.add(hash(path.text()))) {
        throw new LayerException.Duplicate(shown());
      }
      if (!path.name().startsWith(Whiteouts.PREFIX)) {
        uids.add(next.uid());
        gids.add(next.gid());
      }
      isInDiff = writer.begin(next, path);
    }

    private String shown() {
      return TarEntry.shown(entry.name());
    }

    /** Content that the folder does not have as it stands in the tar is kept in the tar-split. */
    @Override
    public void contains(byte[] bytes, int from, int length) {
      if (isInDiff) {
        split.sum(bytes, from, length);
      } else {
        split.add(bytes, from, length);
      }
      writer.write(bytes, from, length);
    }

    @Override
    public void ends() {
      split.entry(entry.name(), isInDiff ? entry.stored() : 0);
      writer.end();
    }
  }

  private static long hash(String text) {
    long hash = 0;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x9e3779b97f4a7c15L;
      hash ^= hash >>> 32;
    }
    return hash;
  }
}
