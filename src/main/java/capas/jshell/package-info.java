/**
 * Capas on a terminal: JShell, {@code println} and every kernel that knows no HTML.
 *
 * <p>{@code lib/capas.jsh} loads it; start with {@link capas.jshell.Show}. Rich output is for
 * {@code capas.notebook}.
 */
package capas.jshell;
