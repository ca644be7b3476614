package capas.blob;

/**
 * What lies inside a layer's blob, as it was found by decompressing it.
 *
 * @param sizeInBytes of the uncompressed tar, with the blocks of zeros at its end
 * @param compression by the first bytes, whatever the media type says
 */
public record Uncompressed(DiffId diffId, long sizeInBytes, Compression compression) {}
