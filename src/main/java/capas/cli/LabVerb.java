package capas.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./capas lab}: the notebooks, in a browser. */
@Command(name = "lab")
final class LabVerb implements Callable<Integer> {

  @Override
  public Integer call() {
    return Main.FINE;
  }
}
