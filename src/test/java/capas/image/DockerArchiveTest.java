package capas.image;

import static capas.image.Samples.BASE;
import static capas.image.Samples.LAYERS;
import static capas.image.Samples.MIDDLE;
import static capas.image.Samples.quoted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.blob.BlobException;
import capas.blob.Descriptor;
import capas.blob.MediaType;
import capas.blob.Tars;
import capas.words.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DockerArchiveTest {

  private static final Platform AMD64 = Platform.of("linux", "amd64");
  private static final byte[] CONFIG = Samples.config(List.of(BASE, MIDDLE), "amd64");

  @TempDir Path top;

  private Path archive(String manifest, Tars tar) throws IOException {
    return Files.write(top.resolve("a.tar"), tar.file("manifest.json", quoted(manifest)).bytes());
  }

  @Test
  void of_an_old_docker_has_its_layers_in_folders_and_the_same_one_as_a_link() throws IOException {
    Path path =
        archive(
            "[{'Config':'c.json','RepoTags':['web:1','web:2'],"
                + "'Layers':['one/layer.tar','two/layer.tar']}]",
            new Tars()
                .file("c.json", CONFIG)
                .file("other/layer.tar", BASE)
                .symlink("one/layer.tar", "../other/layer.tar")
                .file("two/layer.tar", MIDDLE));
    try (LocalImages images = LocalImages.open(path)) {
      assertEquals(List.of("web:1", "web:2"), images.names());
      Image image = images.image("web:2", AMD64);
      assertEquals(ImageConfig.parse(CONFIG).digest(), image.imageId());
      OciLayoutTest.isWhole(images, image, top);
    }
  }

  @Test
  void may_have_compressed_layers() throws IOException {
    Path path =
        archive(
            "[{'Config':'c.json','RepoTags':null,'Layers':['1','2']}]",
            new Tars().file("c.json", CONFIG).file("1", Tars.gzip(BASE)).file("2", MIDDLE));
    try (LocalImages images = LocalImages.open(path)) {
      Image image = images.image("", AMD64);
      assertEquals(
          List.of(MediaType.DOCKER_LAYER_GZIP, MediaType.DOCKER_LAYER),
          image.manifest().layers().stream().map(Descriptor::mediaType).toList());
      OciLayoutTest.isWhole(images, image, top);
    }
  }

  @Test
  void whose_layer_is_another_than_the_config_says_is_found_out_when_it_is_read()
      throws IOException {
    Path path =
        archive(
            "[{'Config':'c.json','Layers':['1','2']}]",
            new Tars().file("c.json", CONFIG).file("1", MIDDLE).file("2", MIDDLE));
    try (LocalImages images = LocalImages.open(path)) {
      Image image = images.image("", AMD64);
      assertThrows(
          BlobException.DigestMismatch.class, () -> OciLayoutTest.isWhole(images, image, top));
    }
  }

  @Test
  void that_names_files_it_does_not_have_is_refused() throws IOException {
    for (String manifest :
        new String[] {
          "[{'Config':'../../etc/passwd','Layers':[]}]",
          "[{'Config':'/etc/passwd','Layers':[]}]",
          "[{'Config':'c.json','Layers':['x']}]",
          "[{'Layers':[]}]",
          "{}",
          "[1]"
        }) {
      Path path = archive(manifest, new Tars().file("c.json", CONFIG));
      assertThrows(ImageException.MalformedImage.class, () -> LocalImages.open(path), manifest);
    }
  }

  @Test
  void with_fewer_layers_than_its_config_is_refused() throws IOException {
    Path path =
        archive(
            "[{'Config':'c.json','Layers':['1']}]",
            new Tars().file("c.json", CONFIG).file("1", BASE));
    try (LocalImages images = LocalImages.open(path)) {
      var refusal =
          assertThrows(ImageException.MalformedImage.class, () -> images.image("", AMD64));
      assertTrue(refusal.what(Language.ES).contains("2 capas"));
    }
  }

  @Test
  void of_skopeo_is_the_image_that_skopeo_says() throws IOException {
    OciLayout layout = OciLayout.create(top.resolve("layout"));
    Image image = Samples.oci(top.resolve("layout"), LAYERS, "amd64");
    layout.add(image, "httpd");
    Oracle.skopeo(top, "copy", "oci:layout:httpd", "docker-archive:out.tar:localhost/httpd:1");
    try (LocalImages images = LocalImages.open(top.resolve("out.tar"))) {
      assertEquals(List.of("localhost/httpd:1"), images.names());
      Image found = images.image("localhost/httpd:1", AMD64);
      assertEquals(image.imageId(), found.imageId());
      OciLayoutTest.isWhole(images, found, top);
      // Skopeo calls the layers gzip, though they are not; all else is the same to the letter.
      String ours = new String(found.manifest().bytes(), StandardCharsets.UTF_8);
      assertEquals(
          Oracle.skopeo(top, "inspect", "--raw", "docker-archive:out.tar"),
          ours.replace("diff.tar\"", "diff.tar.gzip\""));
    }
  }
}
