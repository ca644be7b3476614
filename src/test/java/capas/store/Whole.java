package capas.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.blob.Digest;
import capas.image.LayerId;
import capas.layer.TarSplit;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** That a store has all that its lists say, and nothing else. */
final class Whole {

  private Whole() {}

  static void check(Podman store) throws Exception {
    GraphRoot root = store.root();
    List<LayerRecord> layers = LayersJson.read(root);
    Set<String> ids = layers.stream().map(layer -> layer.id().hex()).collect(Collectors.toSet());
    assertEquals(ids, names(root.driverFolder(), "[0-9a-f]{64}"));
    assertEquals(
        ids.stream().map(id -> id + ".tar-split.gz").collect(Collectors.toSet()),
        names(root.layers(), ".*tar-split.gz"));
    assertEquals(ids.size(), names(root.links(), ".*").size());
    for (LayerRecord layer : layers) {
      check(root, layer);
    }
    List<ImageRecord> images = ImagesJson.read(root);
    assertEquals(
        images.stream().map(ImageRecord::id).collect(Collectors.toSet()),
        names(root.images(), "[0-9a-f]{64}"));
    for (ImageRecord image : images) {
      image.topLayer().ifPresent(top -> assertTrue(ids.contains(top.hex()), top.hex()));
      for (String key : image.bigDataNames()) {
        byte[] bytes = Files.readAllBytes(root.bigData(image.id(), key));
        assertEquals(image.bigDataDigests().get(key), Digest.of(bytes), key);
      }
    }
  }

  private static void check(GraphRoot root, LayerRecord layer) throws Exception {
    assertTrue(!layer.isIncomplete(), layer.id().hex());
    Path folder = root.layer(layer.id());
    ShortLink link = new ShortLink(Files.readString(folder.resolve("link")));
    assertEquals(folder.resolve("diff").toRealPath(), root.link(link).toRealPath());
    if (layer.parent().isPresent()) {
      LayerId parent = layer.parent().get();
      String below = Files.readString(root.layer(parent).resolve("link"));
      assertTrue(Files.readString(folder.resolve("lower")).startsWith("l/" + below));
    } else {
      assertTrue(Files.isDirectory(folder.resolve("empty")));
    }
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    TarSplit.rebuild(root.tarSplit(layer.id()), folder.resolve("diff"), tar);
    assertEquals(layer.diffId().orElseThrow().digest(), Digest.of(tar.toByteArray()));
  }

  private static Set<String> names(Path place, String form) throws Exception {
    try (Stream<Path> files = Files.list(place)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(form))
          .collect(Collectors.toSet());
    }
  }
}
