/**
 * The kernel's calls, and nothing of containers.
 *
 * <p>Paths go in; values that the kernel gave, or a {@link capas.linux.SyscallException} with its
 * errno, come out. Start with {@link capas.linux.Mounts} and {@link capas.linux.FileStatus}. What a
 * whiteout means is not known here: see {@code capas.layer}.
 */
package capas.linux;
