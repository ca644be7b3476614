package capas.cli;

import capas.lab.StoreWalk;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code ./capas walk [IMAGE]}: through a store of Podman's ({@code --root GRAPHROOT}, or the one
 * of this machine), from the manifest to the folders of the layers.
 */
final class WalkVerb implements Verb {

  private final Optional<String> image;
  private final Optional<Path> root;

  WalkVerb(String... words) {
    Words typed = Words.of("walk").values("--root").words(1).parse(words);
    image = typed.first();
    root = typed.path("--root");
  }

  @Override
  public int run() {
    System.out.println(
        image.isEmpty() ? StoreWalk.images(root) : StoreWalk.whole(root, image.get()));
    return Main.FINE;
  }
}
