/**
 * What an image says about itself.
 *
 * <p>The bytes of a manifest, an index or a config go in; typed values come out, with the very
 * bytes kept beside them, for it is their hash that names the image. Start with {@link
 * capas.image.ImageReference}, {@link capas.image.Manifest} and {@link capas.image.Image}. Layouts
 * and archives on the disk are read here too; nothing here speaks to a network ({@code
 * capas.registry} does) or unpacks a layer ({@code capas.layer} does).
 */
package capas.image;
