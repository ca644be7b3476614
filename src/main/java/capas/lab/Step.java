package capas.lab;

import capas.overlay.Changes;
import capas.overlay.MergedView;
import capas.words.Teller;
import capas.words.Told;
import java.util.List;
import java.util.Optional;

/**
 * One thing that was done.
 *
 * @param commands the shell commands that it stands for, without a prompt
 * @param shown what a student would look at next, in this order
 * @param changes in the layers, where an overlay was mounted before and after
 * @param view where each visible name lies now, where an overlay is mounted
 * @param predictions made before this step, with what came true
 */
public record Step(
    List<String> commands,
    List<Told> shown,
    Optional<Changes> changes,
    Optional<MergedView> view,
    List<Prediction.Outcome> predictions)
    implements Told {

  public Step {
    commands = List.copyOf(commands);
    shown = List.copyOf(shown);
    predictions = List.copyOf(predictions);
  }

  @Override
  public String toString() {
    return Teller.told(this, String.join("; ", commands));
  }
}
