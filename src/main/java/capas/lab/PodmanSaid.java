package capas.lab;

import capas.words.Teller;
import capas.words.Told;
import java.util.List;

/** A command of the real Podman and what it printed. */
public record PodmanSaid(String command, List<String> output, int exitStatus) implements Told {

  public PodmanSaid {
    output = List.copyOf(output);
  }

  @Override
  public String toString() {
    return Teller.told(this, String.join("\n", output));
  }
}
