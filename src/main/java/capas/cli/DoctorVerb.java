package capas.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./capas doctor}: what works on this machine, and what to do about the rest. */
@Command(name = "doctor")
final class DoctorVerb implements Callable<Integer> {

  @Override
  public Integer call() {
    return Main.FINE;
  }
}
