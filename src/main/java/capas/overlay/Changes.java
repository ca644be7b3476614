package capas.overlay;

import java.util.List;

/**
 * What happened between two observations.
 *
 * @param upper by path
 * @param lowersTouched names in lower layers that are not as before, with the layer in front;
 *     overlayfs itself never causes one
 * @param workNow what lies in workdir, its own folder {@code work} apart
 * @param workBefore likewise
 */
public record Changes(
    List<UpperChange> upper,
    List<String> lowersTouched,
    List<String> workBefore,
    List<String> workNow) {

  public Changes {
    upper = List.copyOf(upper);
    lowersTouched = List.copyOf(lowersTouched);
    workBefore = List.copyOf(workBefore);
    workNow = List.copyOf(workNow);
  }
}
