/**
 * Shapes into characters: a {@link capas.explain.Document} as text or as HTML with SVG.
 *
 * <p>Start with {@link capas.render.TextRenderer}. Nothing here knows what a whiteout is.
 */
package capas.render;
