package capas.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.registry.BuiltInRegistry;
import capas.registry.DebianRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers that Podman 5 fetched in parts (zstd:chunked): layers.json has no digest of a blob. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LayersInPartsTest {

  @TempDir Path folder;

  @Test
  void are_found_by_their_diff_id_and_used_by_a_pull_of_ours() throws Exception {
    Debian13.need();
    DebianRegistry.need();
    Path layout = folder.resolve("layout");
    TinyImages.makeIn(layout);
    Podman store = Debian13.fetchingInParts(folder, folder);
    try (BuiltInRegistry ours = BuiltInRegistry.serving(layout);
        DebianRegistry debians = DebianRegistry.open(folder.resolve("registry"))) {
      String whole = ours.address() + "/tiny:oci";
      String parts = debians.image("tiny:parts");
      store.podman("pull", "--quiet", "--tls-verify=false", whole);
      store.podman(
          "push",
          "--quiet",
          "--tls-verify=false",
          "--compression-format=zstd:chunked",
          "--force-compression",
          whole,
          parts);
      store.podman("rmi", "--all", "--force");
      store.podman("pull", "--quiet", "--tls-verify=false", parts);

      StoredImage image = Store.open(store.graphRoot()).image(parts);
      for (Match match : image.match()) {
        assertEquals(Match.By.DIFF_ID_OF_PARTS, match.by());
        assertEquals(List.of(), match.sameDigest());
        assertEquals(Optional.empty(), match.layer().record().compressedDigest());
      }
      assertTrue(image.namings().stream().allMatch(StoredImage.Naming::isRight));

      store.pull(ours, "tiny:oci");
      assertEquals(
          image.baseFirst().stream().map(StoredLayer::id).toList(),
          Store.open(store.graphRoot()).image(whole).baseFirst().stream()
              .map(StoredLayer::id)
              .toList());
      assertEquals(3, LayersJson.read(store.root()).size());
    }
  }
}
