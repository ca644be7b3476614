/**
 * The model in words and shapes: values go in, a {@link capas.explain.Document} comes out.
 *
 * <p>Start with {@link capas.explain.Explainer}. This package knows the sentences of a lesson and
 * no HTML; how a document looks is for {@code capas.render}.
 */
package capas.explain;
