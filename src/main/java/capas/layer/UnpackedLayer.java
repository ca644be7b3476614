package capas.layer;

import java.util.SortedSet;

/**
 * What was unpacked.
 *
 * @param sizeInBytes of the whole tar, with what stands behind its end
 * @param uids and {@code gids} of all entries but whiteouts, as the tar has them
 * @param entries how many there were
 */
public record UnpackedLayer(
    long sizeInBytes, SortedSet<Long> uids, SortedSet<Long> gids, long entries) {}
