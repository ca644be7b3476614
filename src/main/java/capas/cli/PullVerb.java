package capas.cli;

import capas.lab.ImageLab;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./capas pull NAME --to FOLDER}: an image from a registry into an OCI layout. */
@Command(name = "pull")
final class PullVerb implements Callable<Integer> {

  @Parameters(paramLabel = "NAME", arity = "1")
  private String name;

  @Option(names = "--to", paramLabel = "--to", required = true)
  private Path folder;

  @Option(names = "--digests-only")
  private boolean digestsOnly;

  @Override
  public Integer call() {
    Terminal.use();
    System.out.println(
        digestsOnly ? ImageLab.pullUnopened(name, folder) : ImageLab.pull(name, folder));
    return Main.FINE;
  }
}
