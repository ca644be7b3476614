/**
 * A containers/storage folder, in which Podman, Buildah and skopeo keep images: as it lies on the
 * disk, byte for byte.
 *
 * <p>Start with {@link capas.store.GraphRoot}, which says where what lies. Whatever is changed is
 * changed under the store's own locks ({@link capas.store.StoreLock}), so that Podman may work on
 * the same store at the same time. This package fetches nothing and mounts nothing.
 *
 * @see <a
 *     href="https://github.com/containers/storage/blob/main/docs/containers-storage.md">containers/storage</a>
 */
package capas.store;
