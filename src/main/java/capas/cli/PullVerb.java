package capas.cli;

import capas.lab.LayoutPull;
import capas.lab.Pulled;
import capas.lab.StorePull;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code ./capas pull NAME}: an image from a registry into an OCI layout ({@code --to FOLDER}), or
 * into a store of Podman's ({@code --root GRAPHROOT}).
 */
final class PullVerb implements Verb {

  private final String name;
  private final Optional<Path> folder;
  private final Optional<Path> graphroot;
  private final Optional<Path> runroot;
  private final Optional<String> platform;
  private final boolean digestsOnly;

  PullVerb(String... words) {
    Words typed =
        Words.of("pull")
            .values("--to", "--root", "--runroot", "--platform")
            .switches("--digests-only")
            .words(1)
            .parse(words);
    name = typed.needed();
    folder = typed.path("--to");
    graphroot = typed.path("--root");
    runroot = typed.path("--runroot");
    platform = typed.text("--platform");
    digestsOnly = typed.has("--digests-only");
    if (folder.isPresent() == graphroot.isPresent()) {
      throw new CommandException.OneDestination(name);
    }
    if (folder.isPresent() && runroot.isPresent()) {
      throw new CommandException.NotTogether("--runroot", "--to", "pull");
    }
    if (graphroot.isPresent() && digestsOnly) {
      throw new CommandException.NotTogether("--digests-only", "--root", "pull");
    }
  }

  @Override
  public int run() {
    Terminal.use();
    System.out.println(folder.isPresent() ? intoLayout(folder.get()) : intoStore(graphroot.get()));
    return Main.FINE;
  }

  private Pulled intoLayout(Path folder) {
    LayoutPull pull = LayoutPull.of(name);
    LayoutPull wanted = platform.map(pull::forPlatform).orElse(pull);
    return (digestsOnly ? wanted.unopened() : wanted).into(folder);
  }

  private Pulled intoStore(Path graphroot) {
    StorePull pull = StorePull.of(name);
    return platform.map(pull::forPlatform).orElse(pull).into(graphroot, runroot);
  }
}
