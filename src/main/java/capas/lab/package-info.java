/**
 * The stepwise helpers of a lesson: what a student types.
 *
 * <p>Start with {@link capas.lab.OverlayLab}. Every helper does one thing for real and returns a
 * value that says which shell command it stands for, what that prints, and what changed in which
 * layer. How such a value reads is for {@code capas.explain}.
 */
package capas.lab;
