/**
 * What one layer holds, and what it hides of the layers below it.
 *
 * <p>A folder on the disk goes in as a {@link capas.layer.DirectoryLayer}; its entries come out as
 * {@link capas.layer.LayerEntry}s, whiteouts among them. Start there. This package mounts nothing
 * and does not know in which order layers lie; {@code capas.overlay} does.
 */
package capas.layer;
