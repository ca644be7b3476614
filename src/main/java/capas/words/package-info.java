/**
 * What is said to a student, in Spanish and in English.
 *
 * <p>Start with {@link capas.words.CapasException}: every refusal in Capas is one. {@link
 * capas.words.Phrases} reads the sentences, which lie beside the classes that say them. This
 * package decides nothing about how a text looks; {@code capas.render} does.
 */
package capas.words;
