package capas.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class WritingStoresAsPodman5Test extends WritingStoresContract {

  @Override
  Podman podmanIn(Path place) {
    Debian13.need();
    return Debian13.podmanIn(place, folder);
  }

  @Test
  void buildah_reads_an_image_of_ours_and_builds_on_it() throws Exception {
    Podman store = podmanIn(folder.resolve("built"));
    pull("docker", store);
    assertTrue(store.buildah("images").contains("tiny"), store.buildah("images"));
    Path added = Files.writeString(folder.resolve("added"), "by buildah");
    String container = store.buildah("from", "--pull-never", name("docker"));
    store.buildah("copy", "--quiet", container, added.toString(), "/added");
    store.buildah("commit", "--quiet", container, "localhost/built");
    store.buildah("rm", container);

    Store walked = Store.open(store.graphRoot());
    StoredImage below = walked.image(name("docker"));
    StoredImage built = walked.image("localhost/built");
    assertEquals(4, built.image().layers().size());
    assertEquals(
        below.image().layers().stream().map(layer -> layer.layerId()).toList(),
        built.image().layers().stream().map(layer -> layer.layerId()).limit(3).toList());
    assertEquals(
        "by buildah",
        Files.readString(
            store.root().layer(built.image().layers().getLast().layerId()).resolve("diff/added")));
    assertEquals(List.of(), StoreCheck.of(store.graphRoot()));
    store.check();
  }
}
