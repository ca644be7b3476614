/**
 * Where images come from: the conversation with a registry.
 *
 * <p>An image's name goes in; a {@link capas.registry.PulledImage} in an OCI layout comes out, with
 * every request that it took. Start with {@link capas.registry.Pull}, then {@code Session} and
 * {@code BlobDownload}. {@link capas.registry.BuiltInRegistry} is the other side, for a class
 * without a network. Bytes are proved in {@code capas.blob} and read in {@code capas.image};
 * nothing here unpacks a layer, pushes, or shows anything on a screen.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md">OCI
 *     distribution specification</a>
 */
package capas.registry;
