package capas.store;

import java.nio.file.Path;

class WritingStoresAsPodman5Test extends WritingStoresContract {

  @Override
  Podman podmanIn(Path place) {
    Debian13.need();
    return Debian13.podmanIn(place, folder);
  }
}
