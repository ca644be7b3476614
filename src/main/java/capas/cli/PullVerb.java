package capas.cli;

import capas.lab.LayoutPull;
import capas.lab.Pulled;
import capas.lab.StorePull;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./capas pull NAME}: an image from a registry into an OCI layout ({@code --to FOLDER}), or
 * into a store of Podman's ({@code --root GRAPHROOT}).
 */
@Command(name = "pull")
final class PullVerb implements Callable<Integer> {

  @Parameters(paramLabel = "NAME", arity = "1")
  private String name;

  @Option(names = "--to", paramLabel = "--to")
  private Path folder;

  @Option(names = "--digests-only")
  private boolean digestsOnly;

  @Option(names = "--platform", paramLabel = "--platform")
  private String platform;

  @Option(names = "--root", paramLabel = "--root")
  private Path graphroot;

  @Option(names = "--runroot", paramLabel = "--runroot")
  private Path runroot;

  @Override
  public Integer call() {
    if ((folder == null) == (graphroot == null)) {
      throw new CommandException.WrongValue("--to, --root", "pull");
    }
    Terminal.use();
    System.out.println(folder == null ? intoStore() : intoLayout());
    return Main.FINE;
  }

  private Pulled intoLayout() {
    LayoutPull pull = LayoutPull.of(name);
    LayoutPull wanted = platform == null ? pull : pull.forPlatform(platform);
    return (digestsOnly ? wanted.unopened() : wanted).into(folder);
  }

  private Pulled intoStore() {
    StorePull pull = StorePull.of(name);
    StorePull wanted = platform == null ? pull : pull.forPlatform(platform);
    return wanted.into(graphroot, Optional.ofNullable(runroot));
  }
}
