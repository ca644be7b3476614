package capas.image;

import static capas.image.Samples.quoted;
import static capas.image.Samples.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.blob.Digest;
import capas.blob.MediaType;
import capas.words.Language;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ManifestTest {

  private static final String D = "sha256:" + "a".repeat(64);
  private static final String CONFIG =
      "'config':{'mediaType':'application/vnd.oci.image.config.v1+json','size':7,'digest':'"
          + D
          + "'}";
  private static final String LAYER =
      "{'mediaType':'application/vnd.oci.image.layer.v1.tar+gzip','size':9,'digest':'" + D + "'}";

  /** The manifest of the course's image, as the course prints it. */
  private static final String HTTPD =
      """
      {
        "schemaVersion": 2,
        "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
        "config": {
          "mediaType": "application/vnd.docker.container.image.v1+json",
          "size": 15278,
          "digest": "sha256:d7af31210b288164c319bae740ca1281528390a3c5cee657e95f243670b49e6a"
        },
        "layers": [
          {
            "mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip",
            "size": 78951426,
            "digest": "sha256:c61d16cfe03e7bfb4e7e312f09fb17a815be72096544133320058ee6ce55d0b2"
          },
          {
            "mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip",
            "size": 10435798,
            "digest": "sha256:06c7e47379429b2a921140524d1596e2c2bf8bc7b29fa9df0ee73c91f5b4c24f"
          },
          {
            "mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip",
            "size": 50603928,
            "digest": "sha256:8f001c8d7e009adf9e088ff8b85806da558aa713eb545d2af045943eed1ad66a"
          }
        ]
      }
      """;

  private static Manifest read(String json) {
    return (Manifest) ImageDocument.parse(utf8(quoted(json)), MediaType.OCI_MANIFEST);
  }

  private static String refusal(String json) {
    return assertThrows(
            ImageException.MalformedImage.class,
            () -> ImageDocument.parse(utf8(quoted(json))),
            json)
        .what(Language.EN);
  }

  @Test
  void of_the_course_has_a_config_and_three_layers_base_first() {
    Manifest manifest = (Manifest) ImageDocument.parse(utf8(HTTPD), MediaType.DOCKER_MANIFEST);
    assertEquals(ManifestFormat.DOCKER, manifest.format());
    assertEquals("d7af31210b28", manifest.config().digest().toString());
    assertEquals(
        "[c61d16cfe03e, 06c7e4737942, 8f001c8d7e00]",
        manifest.layers().stream().map(layer -> layer.digest().toString()).toList().toString());
    assertEquals(15278 + 78951426 + 10435798 + 50603928, manifest.totalInBytes());
    assertEquals(
        78951426 + 15278,
        PullCost.of(
                manifest,
                manifest.layers().subList(1, 3).stream()
                    .map(layer -> layer.digest())
                    .collect(java.util.stream.Collectors.toSet()))
            .bytesToFetch());
  }

  @Test
  void keeps_the_very_bytes_and_is_named_by_their_hash() {
    Manifest manifest = (Manifest) ImageDocument.parse(utf8(HTTPD), MediaType.DOCKER_MANIFEST);
    assertArrayEquals(utf8(HTTPD), manifest.bytes());
    assertEquals(Digest.of(utf8(HTTPD)), manifest.digest());
    manifest.bytes()[0] = 0;
    assertArrayEquals(utf8(HTTPD), manifest.bytes());
  }

  @Test
  void keeps_annotations_and_what_it_does_not_know() {
    Manifest manifest =
        read(
            "{'schemaVersion':2,"
                + CONFIG
                + ",'layers':["
                + LAYER
                + "],"
                + "'annotations':{'a':'b'},'new':[1,{'x':null}],"
                + "'artifactType':'x/y','subject':"
                + LAYER
                + "}");
    assertEquals(Map.of("a", "b"), manifest.annotations());
    assertEquals(Map.of("new", "[1,{\"x\":null}]"), manifest.others());
    assertEquals("x/y", manifest.artifactType().orElseThrow());
    assertEquals(9, manifest.subject().orElseThrow().sizeInBytes());
  }

  @Test
  void may_say_null_for_what_it_has_not() {
    Manifest manifest = read("{'schemaVersion':2," + CONFIG + ",'layers':null,'annotations':null}");
    assertEquals(0, manifest.layers().size());
  }

  @Test
  void must_be_what_its_sender_says() {
    byte[] json = utf8(HTTPD);
    var refusal =
        assertThrows(
            ImageException.MediaTypesDiffer.class,
            () -> ImageDocument.parse(json, MediaType.OCI_MANIFEST));
    assertTrue(refusal.why(Language.ES).contains("CVE-2021-41190"));
    // These types say nothing about it.
    ImageDocument.parse(json, MediaType.parse("application/json; charset=utf-8"));
    ImageDocument.parse(json, MediaType.parse("text/plain"));
  }

  @Test
  void is_not_an_index_too() {
    assertTrue(
        refusal("{'schemaVersion':2," + CONFIG + ",'layers':[],'manifests':[]}")
            .contains("an index and a manifest at once"));
  }

  @Test
  void of_dockers_first_format_is_refused_with_the_reason() {
    byte[] old = utf8("{\"schemaVersion\":1,\"fsLayers\":[]}");
    assertThrows(ImageException.Schema1.class, () -> ImageDocument.parse(old));
    var refusal =
        assertThrows(
            ImageException.Schema1.class,
            () -> ImageDocument.parse(old, MediaType.DOCKER_SCHEMA_1_SIGNED));
    assertTrue(refusal.why(Language.EN).contains("image ID"));
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> broken() {
    String start = "{'schemaVersion':2,";
    return Stream.of(
            "|an object is expected",
            "[]|an object is expected",
            "{|not JSON",
            "{}{}|not JSON",
            "{}|\"schemaVersion\": the field is missing",
            "{'schemaVersion':3}|the version 3",
            "{'schemaVersion':'2'}|\"schemaVersion\": a whole number",
            "{'schemaVersion':2.0}|\"schemaVersion\": a whole number",
            "{'schemaVersion':99999999999999999999}|\"schemaVersion\": a whole number",
            start + "'layers':[]}|\"config\": the field is missing",
            start + "'config':[]}|\"config\": an object",
            start + CONFIG + ",'layers':{}}|\"layers\": a list",
            start + CONFIG + ",'layers':[1]}|\"layers[0]\": an object",
            start + CONFIG + ",'layers':[{}]}|\"layers[0].size\": the field is missing",
            start + CONFIG + ",'layers':[" + LAYER.replace("9", "-1") + "]}|size -1 is not",
            start + CONFIG + ",'layers':[" + LAYER.replace("9", "1e3") + "]}|a whole number",
            start
                + CONFIG
                + ",'layers':["
                + LAYER.replace("9", "9223372036854775807")
                + "]}|is not between 0 and",
            start
                + CONFIG
                + ",'layers':["
                + LAYER.replace("9", "9223372036854775808")
                + "]}|a whole number",
            start
                + CONFIG
                + ",'layers':["
                + LAYER.replace(D, "sha256:../../etc/passwd")
                + "]}|\"layers[0].digest\": \"sha256:../../etc/passwd\" is not a digest",
            start + CONFIG + ",'layers':[" + LAYER.replace("application/", "") + "]}|media type",
            start + CONFIG + ",'annotations':{'a':1}}|\"annotations.a\": a text",
            start + CONFIG + "," + CONFIG + "}|says a name twice",
            start + CONFIG + ",'Layers':[]}|differs from \"layers\" only in the case",
            start
                + CONFIG
                + ",'layers':["
                + LAYER.replace("'size'", "'Size':1,'size'")
                + "]}|\"layers[0].Size\"",
            start + CONFIG + ",'layer\u017f':[]}|differs from \"layers\"",
            start + "'mediaType':'text/html'}|text/html is neither a manifest nor an index",
            start + CONFIG + ",'x':" + "[".repeat(100) + "]".repeat(100) + "}|not JSON",
            start + CONFIG + ",'x':[" + "0,".repeat(1_000_000) + "0]}|not JSON",
            start + CONFIG + ",'layers':[" + (LAYER + ",").repeat(5000) + LAYER + "]}|5001 entries",
            "\ufeff{}|not JSON",
            "x".repeat((4 << 20) + 1) + "|at most 4194304 are read")
        .map(line -> {
          int bar = line.lastIndexOf('|');
          return org.junit.jupiter.params.provider.Arguments.of(
              org.junit.jupiter.api.Named.of(line.substring(bar + 1), line.substring(0, bar)),
              line.substring(bar + 1));
        });
  }

  @ParameterizedTest
  @MethodSource("broken")
  void that_is_broken_is_refused_with_the_place(String json, String said) {
    String refusal = refusal(json);
    assertTrue(refusal.contains(said), refusal);
    assertTrue(refusal.length() < 1000, refusal);
  }

  @Test
  void that_is_not_utf_8_is_refused() {
    for (byte[] bytes :
        new byte[][] {
          {'{', '"', (byte) 0xc3, '"', ':', '1', '}'},
          "{}".getBytes(java.nio.charset.StandardCharsets.UTF_16),
          "{}".getBytes(java.nio.charset.StandardCharsets.UTF_16LE)
        }) {
      assertThrows(ImageException.MalformedImage.class, () -> ImageDocument.parse(bytes));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "linux/amd64, 1",
    "linux/arm64, 2",
    "linux/arm64/v8, 2",
    "linux/arm/v7, 4",
    "linux/arm/v6, 3",
    "linux/arm/v8, 4"
  })
  void is_chosen_from_an_index_by_platform(String wanted, int size) {
    ImageIndex index = index();
    assertEquals(size, index.choose(Platform.parse(wanted)).descriptor().sizeInBytes());
  }

  @Test
  void is_not_chosen_if_there_is_none_for_the_platform() {
    var refusal =
        assertThrows(
            ImageException.NoSuchPlatform.class,
            () -> index().choose(Platform.parse("linux/s390x")));
    assertTrue(
        refusal.why(Language.ES).contains("linux/amd64, linux/arm64, linux/arm/v6, linux/arm/v7"));
  }

  private static ImageIndex index() {
    String entry =
        "{'mediaType':'"
            + MediaType.OCI_MANIFEST
            + "','size':%d,'digest':'"
            + D
            + "','platform':{'os':'linux',%s}}";
    String json =
        "{'schemaVersion':2,'manifests':["
            + String.join(
                ",",
                String.format(entry, 1, "'architecture':'amd64'"),
                String.format(entry, 2, "'architecture':'arm64','variant':'v8'"),
                String.format(entry, 3, "'architecture':'arm','variant':'v6'"),
                String.format(entry, 4, "'architecture':'arm','variant':'v7','os.version':'1'"),
                String.format(entry, 5, "'architecture':'unknown','os':'unknown'")
                    .replace("'os':'linux',", ""))
            + "]}";
    return (ImageIndex) ImageDocument.parse(utf8(quoted(json)));
  }
}
