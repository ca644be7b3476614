package capas.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.blob.Digest;
import capas.blob.MediaType;
import capas.image.ImageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Images that a registry may well have and that are not as usual. */
class UnusualImagesTest extends AnsweringRegistry {

  private static final byte[] LAYER = "layer".getBytes(StandardCharsets.UTF_8);

  private static byte[] config() {
    return """
    {"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":["%s"]}}\
    """
        .formatted(Digest.of(LAYER).text())
        .getBytes(StandardCharsets.UTF_8);
  }

  private void serveForeignLayer() {
    String layer =
        """
        {"mediaType":"%s","digest":"%s","size":%d,"urls":["https://vendor.example/layer"]}\
        """
            .formatted(MediaType.OCI_FOREIGN_LAYER, Digest.of(LAYER).text(), LAYER.length);
    serve(RandomImage.manifest(config(), List.of(layer)));
    answers.put("/v2/x/blobs/" + Digest.of(config()).text(), body("text/plain", config()));
  }

  @Test
  void a_layer_that_only_its_vendor_gives_is_named_with_its_address_and_not_fetched_there()
      throws Exception {
    serveForeignLayer();
    String said = assertThrows(RegistryException.ForeignLayer.class, this::pull).getMessage();
    assertTrue(said.contains(Digest.of(LAYER).toString()), said);
    assertTrue(said.contains("https://vendor.example/layer"), said);
    assertFalse(Files.readString(folder.resolve("ours/index.json")).contains("latest"));
  }

  @Test
  void a_vendors_layer_that_the_registry_has_is_taken_from_there() throws Exception {
    serveForeignLayer();
    answers.put("/v2/x/blobs/" + Digest.of(LAYER).text(), body("application/octet-stream", LAYER));
    pull();
    assertArrayEquals(
        LAYER, Files.readAllBytes(folder.resolve("ours/blobs/sha256/" + Digest.of(LAYER).hex())));
  }

  @Test
  void a_manifest_of_dockers_first_format_is_refused_with_the_reason() {
    byte[] manifest =
        """
        {"schemaVersion":1,"name":"x","tag":"latest","architecture":"amd64",
         "fsLayers":[{"blobSum":"%s"}],"history":[{"v1Compatibility":"{}"}],"signatures":[]}\
        """
            .formatted(Digest.of(LAYER).text())
            .getBytes(StandardCharsets.UTF_8);
    for (String type : List.of("prettyjws", "json")) {
      String mediaType = "application/vnd.docker.distribution.manifest.v1+" + type;
      answers.put(MANIFEST, body(mediaType, manifest));
      assertThrows(ImageException.Schema1.class, this::pull, mediaType);
    }
    assertTrue(asked.stream().noneMatch(path -> path.contains("/blobs/")), asked.toString());
  }

  @Test
  void the_first_of_two_that_differ_in_the_systems_version_alone_is_chosen_as_podman_does() {
    byte[] first = RandomImage.manifest(config(), List.of()).getBytes(StandardCharsets.UTF_8);
    byte[] second = (new String(first, StandardCharsets.UTF_8) + "\n").getBytes();
    String entry =
        """
        {"mediaType":"%s","digest":"%s","size":%d,
         "platform":{"os":"windows","architecture":"amd64","os.version":"10.0.%d"}}\
        """;
    String index =
        """
        {"schemaVersion":2,"mediaType":"%s","manifests":[%s,%s]}\
        """
            .formatted(
                MediaType.OCI_INDEX,
                entry.formatted(MediaType.OCI_MANIFEST, Digest.of(first).text(), first.length, 1),
                entry.formatted(
                    MediaType.OCI_MANIFEST, Digest.of(second).text(), second.length, 2));
    answers.put(MANIFEST, body(MediaType.OCI_INDEX.text(), index.getBytes()));
    answers.put(
        "/v2/x/manifests/" + Digest.of(first).text(),
        body(MediaType.OCI_MANIFEST.text(), "{}".getBytes()));
    assertThrows(
        RegistryException.OtherManifest.class,
        () ->
            machine
                .pull(address() + "/x")
                .forPlatform(capas.image.Platform.parse("windows/amd64"))
                .to(folder.resolve("ours")));
    assertEquals("/v2/x/manifests/" + Digest.of(first).text(), asked.getLast());
  }
}
