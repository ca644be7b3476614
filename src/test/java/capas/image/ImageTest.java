package capas.image;

import static capas.image.Samples.BASE;
import static capas.image.Samples.LAYERS;
import static capas.image.Samples.MIDDLE;
import static capas.image.Samples.TOP;
import static capas.image.Samples.quoted;
import static capas.image.Samples.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.blob.BlobDirectory;
import capas.blob.Descriptor;
import capas.blob.DiffId;
import capas.blob.Digest;
import capas.blob.Limits;
import capas.blob.MediaType;
import capas.words.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ImageTest {

  @TempDir Path folder;

  @Test
  void is_named_by_the_hash_of_its_config() throws IOException {
    Image image = Samples.oci(folder, LAYERS, "amd64");
    assertEquals(Digest.of(image.config().bytes()), image.imageId());
  }

  @Test
  void has_its_layers_base_first_under_all_their_names() throws IOException {
    List<ImageLayer> layers = Samples.oci(folder, LAYERS, "amd64").layers();
    assertEquals(new DiffId(Digest.of(BASE)), layers.getFirst().diffId());
    assertEquals(Digest.of(BASE), layers.getFirst().chainId().digest());
    assertEquals(Digest.of(BASE).hex(), layers.getFirst().layerId().hex());
    assertEquals(
        Digest.of(utf8(Digest.of(BASE).text() + " " + Digest.of(MIDDLE).text())),
        layers.get(1).chainId().digest());
    assertEquals(
        Digest.of(utf8(layers.get(1).layerId().hex() + "+" + Digest.of(TOP).hex())).hex(),
        layers.get(2).layerId().hex());
  }

  /** The example of image-spec, config.md: ChainID(A, B, C) by the layers applied. */
  @Test
  void has_chain_ids_as_the_specification_writes_them() {
    DiffId a = DiffId.parse("sha256:" + "a".repeat(64));
    DiffId b = DiffId.parse("sha256:" + "b".repeat(64));
    DiffId c = DiffId.parse("sha256:" + "c".repeat(64));
    Digest ab = Digest.of(utf8(a.text() + " " + b.text()));
    Digest abc = Digest.of(utf8(ab.text() + " " + c.text()));
    assertEquals(new ChainId(abc), ChainId.ofBase(a).with(b).with(c));
  }

  /** The three layers of a small image, as Podman 5.4 and 4.3 named them in layers.json. */
  @Test
  void has_layer_ids_as_podman_writes_them() {
    DiffId base =
        DiffId.parse("sha256:c9a5d9b7a6927a0ceb8fb8dbe088327495ec2c13a3e48316420f5e60f096d2b2");
    DiffId middle =
        DiffId.parse("sha256:076911a102f88464beacb86c94f99e432379dfab254dbacb725883d4a359b995");
    DiffId top =
        DiffId.parse("sha256:4c9e8e53a8ccbffd6a5aa28934fa23d17a02af85e46d3a5f3ecde49dac11939c");
    assertEquals(
        "9182c431916f6f35d45b7f055aca61a6dab45dcfde3b5595e0db0ab3c5663373",
        LayerId.ofBase(base).with(middle).hex());
    assertEquals(
        "ad0ee75596837ed01572afc415137e52e129725d1d618f1da4a871e43df6e3c9",
        LayerId.ofBase(base).with(middle).with(top).hex());
  }

  @Test
  void tells_which_step_made_which_layer() throws IOException {
    Image image = Samples.oci(folder, LAYERS, "amd64");
    assertEquals(
        List.of("ADD base 0", "ENV A=B none", "RUN install 1", "COPY page 2"),
        image.steps().stream()
            .map(step ->
                step.entry()
                    + " "
                    + step.layer().map(layer -> "" + layer.position()).orElse("none"))
            .toList());
    assertEquals("RUN install", image.layers().get(1).madeBy().orElseThrow().toString());
  }

  @Test
  void tells_what_a_container_of_it_runs() throws IOException {
    Execution run = Samples.oci(folder, LAYERS, "amd64").config().execution();
    assertEquals("1001", run.user().orElseThrow());
    assertEquals(List.of("PATH=/bin", "A=B"), run.environment());
    assertEquals(List.of("/run"), run.entrypoint());
    assertEquals(List.of("/bin/httpd"), run.command());
    assertEquals(List.of("8080/tcp"), run.exposedPorts());
    assertEquals(List.of("/data"), run.volumes());
    assertEquals(Map.of("who", "us"), run.labels());
    assertEquals(Set.of("Healthcheck"), run.others().keySet());
  }

  @Test
  void keeps_what_it_does_not_know() throws IOException {
    assertEquals(
        Map.of("x-unknown", "{\"kept\":true}"),
        Samples.oci(folder, LAYERS, "amd64").config().others());
  }

  @Test
  void is_not_made_of_parts_that_do_not_belong_together() throws IOException {
    Image one = Samples.oci(folder, LAYERS, "amd64");
    Image other = Samples.oci(folder, List.of(BASE), "amd64");
    var refusal =
        assertThrows(
            ImageException.MalformedImage.class, () -> Image.of(one.manifest(), other.config()));
    assertTrue(refusal.what(Language.EN).contains("config.digest"));

    byte[] config = Samples.config(List.of(BASE), "amd64");
    byte[] manifest =
        Samples.manifest(
            MediaType.OCI_MANIFEST,
            Descriptor.of(MediaType.OCI_CONFIG, config),
            one.manifest().layers(),
            "");
    var counted =
        assertThrows(
            ImageException.MalformedImage.class,
            () -> Image.of((Manifest) ImageDocument.parse(manifest), ImageConfig.parse(config)));
    assertTrue(counted.what(Language.EN).contains("counts 1 layers, the manifest 3"));
  }

  @Test
  void is_not_a_helm_chart() {
    byte[] chart = utf8("{}");
    MediaType type = MediaType.parse("application/vnd.cncf.helm.config.v1+json");
    byte[] manifest =
        Samples.manifest(MediaType.OCI_MANIFEST, Descriptor.of(type, chart), List.of(), "");
    var refusal =
        assertThrows(
            ImageException.NotAnImage.class,
            () -> Image.needImage((Manifest) ImageDocument.parse(manifest)));
    assertTrue(refusal.what(Language.ES).contains("helm"));
  }

  @Test
  void with_a_broken_config_is_refused() {
    for (String json :
        new String[] {
          "{}",
          "{'os':'linux','architecture':'amd64'}",
          "{'os':'linux','rootfs':{'type':'layers','diff_ids':[]}}",
          "{'os':'linux','architecture':'amd64','rootfs':{'type':'tree','diff_ids':[]}}",
          "{'os':'linux','architecture':'amd64','rootfs':{'type':'layers','diff_ids':['x']}}",
          "{'os':'linux','architecture':'amd64','rootfs':{'type':'layers','Diff_ids':[]}}",
          "{'os':'linux','architecture':'a/b','rootfs':{'type':'layers','diff_ids':[]}}",
          "{'os':'linux','architecture':'amd64','rootfs':{'type':'layers','diff_ids':[]},"
              + "'history':[{'empty_layer':'yes'}]}",
          "{'os':'linux','architecture':'amd64','rootfs':{'type':'layers','diff_ids':[]},"
              + "'config':{'Env':[1]}}"
        }) {
      assertThrows(
          ImageException.MalformedImage.class, () -> ImageConfig.parse(utf8(quoted(json))), json);
    }
  }

  @Test
  void compared_with_another_shows_what_is_there_once() throws IOException {
    byte[] own = new capas.blob.Tars().file("other", "x").bytes();
    Image first = Samples.oci(folder, LAYERS, "amd64");
    Image second = Samples.oci(folder, List.of(BASE, own, TOP), "amd64");
    ImageComparison both = ImageComparison.compare(first, second);
    // The top layer is the same bytes, but lies on other layers: Podman keeps it twice.
    assertEquals(List.of(0, 2), both.sharedBlobs().stream().map(ImageLayer::position).toList());
    assertEquals(List.of(0), both.sharedFolders().stream().map(ImageLayer::position).toList());
    assertEquals(
        first.layers().get(0).descriptor().sizeInBytes()
            + first.layers().get(2).descriptor().sizeInBytes(),
        both.bytesSaved());
  }

  @Test
  void is_proved_rung_by_rung() throws IOException {
    OciLayout layout = OciLayout.create(folder);
    Image image = Samples.oci(folder, LAYERS, "amd64");
    layout.add(image, "it");
    BlobDirectory blobs = BlobDirectory.in(folder);
    List<Proof> proofs = Proof.of(image, blobs, Limits.USUAL);
    assertEquals(2 + 2 * 3, proofs.size());
    assertTrue(proofs.stream().allMatch(Proof::holds));

    byte[] other = capas.blob.Tars.gzip(TOP);
    Files.write(blobs.pathOf(image.layers().get(1).digest()), other);
    assertEquals(
        List.of(Proof.Rung.LAYER, Proof.Rung.DIFF_ID),
        Proof.of(image, blobs, Limits.USUAL).stream()
            .filter(proof -> !proof.holds())
            .map(Proof::rung)
            .toList());
  }

  @Test
  void converted_to_oci_keeps_its_id_and_its_blobs() throws IOException {
    Image docker = Samples.docker(folder, LAYERS);
    Conversion conversion = Conversion.of(docker, ManifestFormat.OCI);
    assertEquals(docker.imageId(), conversion.result().config().digest());
    assertEquals(5, conversion.changes().size());
    assertEquals(
        List.of(new Conversion.Loss(Conversion.Kind.NOT_IN_OCI, "config.Healthcheck")),
        conversion.losses());
    assertFalse(conversion.result().digest().equals(docker.manifest().digest()));
    assertEquals(ManifestFormat.OCI, conversion.result().format());
    assertEquals(
        docker.manifest().layers().stream().map(Descriptor::digest).toList(),
        conversion.result().layers().stream().map(Descriptor::digest).toList());

    Conversion back =
        Conversion.of(Image.of(conversion.result(), docker.config()), ManifestFormat.DOCKER);
    assertArrayEquals(docker.manifest().bytes(), back.result().bytes());
    assertEquals(List.of(), back.losses());
    assertEquals(List.of(), Conversion.of(docker, ManifestFormat.DOCKER).changes());
  }

  @Test
  void converted_to_docker_names_what_is_left_out() throws IOException {
    Image image = Samples.oci(folder, LAYERS, "amd64");
    byte[] bytes =
        Samples.manifest(
            MediaType.OCI_MANIFEST,
            image.manifest().config(),
            image.manifest().layers(),
            ",'annotations':{'a':'b'},'new':1");
    Image annotated = Image.of((Manifest) ImageDocument.parse(bytes), image.config());
    assertEquals(
        List.of("annotations", "new"),
        Conversion.of(annotated, ManifestFormat.DOCKER).losses().stream()
            .map(Conversion.Loss::where)
            .toList());
  }

  @Test
  void with_zstd_cannot_be_converted_to_docker() {
    byte[] config = Samples.config(List.of(BASE), "amd64");
    byte[] manifest =
        Samples.manifest(
            MediaType.OCI_MANIFEST,
            Descriptor.of(MediaType.OCI_CONFIG, config),
            List.of(Descriptor.of(MediaType.OCI_LAYER_ZSTD, capas.blob.Tars.zstd(BASE))),
            "");
    Image image = Image.of((Manifest) ImageDocument.parse(manifest), ImageConfig.parse(config));
    assertThrows(
        ImageException.CannotConvert.class, () -> Conversion.of(image, ManifestFormat.DOCKER));
  }
}
