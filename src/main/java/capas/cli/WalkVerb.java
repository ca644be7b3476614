package capas.cli;

import capas.lab.StoreWalk;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./capas walk [IMAGE]}: through a store of Podman's ({@code --root GRAPHROOT}, or the one
 * of this machine), from the manifest to the folders of the layers.
 */
@Command(name = "walk")
final class WalkVerb implements Callable<Integer> {

  @Parameters(paramLabel = "IMAGE", arity = "0..1")
  private String image;

  @Option(names = "--root", paramLabel = "--root")
  private Path graphroot;

  @Override
  public Integer call() {
    Optional<Path> root = Optional.ofNullable(graphroot);
    System.out.println(image == null ? StoreWalk.images(root) : StoreWalk.whole(root, image));
    return Main.FINE;
  }
}
