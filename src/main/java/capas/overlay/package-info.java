/**
 * Several folders shown as one tree, by the kernel's overlayfs.
 *
 * <p>Start with {@link capas.overlay.Overlay}: four folders, not mounted yet. Mounting gives a
 * {@link capas.overlay.MountedOverlay}; two {@link capas.overlay.Observation}s of it tell what
 * changed in between. This package says nothing to a student but its refusals.
 */
package capas.overlay;
