package capas.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MediaTypeTest {

  @ParameterizedTest
  @CsvSource({
    "application/vnd.oci.image.index.v1+json, INDEX",
    "application/vnd.docker.distribution.manifest.list.v2+json, INDEX",
    "application/vnd.oci.image.manifest.v1+json, MANIFEST",
    "application/vnd.docker.distribution.manifest.v2+json, MANIFEST",
    "application/vnd.docker.distribution.manifest.v1+prettyjws, OLD_MANIFEST",
    "application/vnd.oci.image.config.v1+json, CONFIG",
    "application/vnd.docker.container.image.v1+json, CONFIG",
    "application/vnd.oci.image.layer.v1.tar+zstd, LAYER",
    "application/vnd.docker.image.rootfs.diff.tar.gzip, LAYER",
    "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip, FOREIGN_LAYER",
    "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip, FOREIGN_LAYER",
    "application/vnd.cncf.helm.config.v1+json, UNKNOWN"
  })
  void tells_what_the_bytes_are_for(String text, MediaType.Use use) {
    assertEquals(use, MediaType.parse(text).use());
  }

  @ParameterizedTest
  @CsvSource({
    "application/vnd.oci.image.layer.v1.tar, NONE",
    "application/vnd.oci.image.layer.v1.tar+gzip, GZIP",
    "application/vnd.oci.image.layer.v1.tar+zstd, ZSTD",
    "application/vnd.docker.image.rootfs.diff.tar.gzip, GZIP"
  })
  void tells_how_a_layer_is_compressed(String text, Compression compression) {
    assertEquals(Optional.of(compression), MediaType.parse(text).compression());
  }

  @Test
  void loses_parameters_and_capital_letters() {
    assertEquals(
        MediaType.OCI_MANIFEST,
        MediaType.parse("Application/vnd.OCI.image.manifest.v1+json; charset=utf-8"));
  }

  @Test
  void that_is_unknown_is_kept() {
    assertEquals("x-one/y.two+three", MediaType.parse("x-one/y.two+three").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "text", "text/", "/plain", "text/pla in", "a/b/c", "té/xt"})
  void is_two_words_with_a_slash(String text) {
    assertThrows(BlobException.MalformedMediaType.class, () -> MediaType.parse(text));
  }
}
