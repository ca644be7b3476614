package capas.store;

import java.nio.file.Path;

class WritingStoresAsPodmanOfThisMachineTest extends WritingStoresContract {

  @Override
  Podman podmanIn(Path place) {
    Podman.need();
    return Podman.in(place);
  }
}
