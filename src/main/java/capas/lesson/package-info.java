/**
 * The weaver: one source a lesson goes in, a notebook and a JShell script in each language come
 * out.
 *
 * <p>A source, {@code notebooks/lessons/NN-name.md}, holds its prose in two voices, between {@code
 * ::: es} or {@code ::: en} and {@code :::}, and its code once, between {@code ```java} and {@code
 * ```}: so the code of the two languages cannot drift apart. Start with {@link
 * capas.lesson.LessonFolder}, then {@link capas.lesson.Lesson#parse}. This package runs nothing:
 * what a cell puts out comes back from Jupyter, and {@link capas.lesson.Mask} makes it the same
 * every time.
 */
package capas.lesson;
