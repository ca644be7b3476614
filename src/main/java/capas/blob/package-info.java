/**
 * Bytes whose name is their hash.
 *
 * <p>A {@link capas.blob.Descriptor} goes in, which is a promise (type, digest, size), together
 * with bytes from anywhere; a {@link capas.blob.Blob} comes out, which is the promise kept. Start
 * with {@link capas.blob.Digest}, then {@link capas.blob.BlobDirectory#put}. This package does not
 * know what an image is, nor where bytes come from; {@code capas.image} and {@code capas.registry}
 * do.
 */
package capas.blob;
