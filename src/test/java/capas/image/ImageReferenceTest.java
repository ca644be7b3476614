package capas.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.words.Language;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ImageReferenceTest {

  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @CsvSource({
    "quay.io/centos7/httpd-24-centos7:latest, quay.io, centos7/httpd-24-centos7, latest",
    "localhost/web, localhost, web, ",
    "localhost:5000/web:1.0, localhost:5000, web, 1.0",
    "127.0.0.1:5000/tiny/httpd, 127.0.0.1:5000, tiny/httpd, ",
    "[::1]:5000/web, [::1]:5000, web, ",
    "[fe80::1]/web, [fe80::1], web, ",
    "Registry/web, Registry, web, ",
    "registry:80/web, registry:80, web, ",
    "httpd, , httpd, ",
    "httpd:2.4, , httpd, 2.4",
    "library/httpd, , library/httpd, ",
    "user/my__web--app.x_y:v1, , user/my__web--app.x_y, v1",
    "a.b/c/d/e/f:_T, a.b, c/d/e/f, _T"
  })
  void has_its_parts(String text, String registry, String repository, String tag) {
    ImageReference reference = ImageReference.parse(text);
    assertEquals(Optional.ofNullable(registry), reference.registry());
    assertEquals(repository, reference.repository());
    assertEquals(Optional.ofNullable(tag), reference.tag());
    assertEquals(text, reference.text());
  }

  @Test
  void may_have_a_tag_and_a_digest() {
    ImageReference reference = ImageReference.parse("quay.io/a/b:1@" + DIGEST);
    assertEquals(Optional.of("1"), reference.tag());
    assertEquals(DIGEST, reference.digest().orElseThrow().text());
    assertEquals(DIGEST, reference.tagOrDigest());
    assertEquals("quay.io/a/b:1@" + DIGEST, reference.toString());
  }

  @Test
  void without_tag_and_digest_means_latest() {
    assertEquals("latest", ImageReference.parse("httpd").tagOrDigest());
    assertEquals("httpd:latest", ImageReference.parse("httpd").withUsualTag().text());
    String pinned = "httpd@" + DIGEST;
    assertEquals(pinned, ImageReference.parse(pinned).withUsualTag().text());
  }

  @Test
  void stays_short_until_somebody_names_its_registry() {
    ImageReference reference = ImageReference.parse("library/httpd:2");
    assertEquals(Optional.empty(), reference.registry());
    assertEquals("docker.io/library/httpd:2", reference.in("docker.io").text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " httpd",
        "httpd ",
        "HTTPD",
        "quay.io/",
        "/httpd",
        "quay.io//httpd",
        "quay.io/../etc",
        "quay.io/a/../b",
        "httpd:",
        "httpd:.x",
        "httpd:-x",
        "httpd:a/b:c",
        "httpd:a:b",
        "httpd@",
        "httpd@sha256:abc",
        "httpd@latest",
        "httpd@sha256:../../x",
        "docker://quay.io/a/b",
        "https://quay.io/a/b",
        "quay.io:99999/a",
        "quay.io:/a",
        "-quay.io/a",
        "quay-.io/a",
        "a___b",
        "a..b",
        "a_-b",
        "-a",
        "a-",
        "user@host/a",
        "quay.io/a b",
        "quay.io/a\tb",
        "quay.io/a\nb",
        "quay.io/a?x=1",
        "quay.io/a%2fb",
        "quay.io/ñ",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
      })
  void is_nothing_else(String text) {
    var refusal =
        assertThrows(
            ImageException.MalformedReference.class, () -> ImageReference.parse(text), text);
    assertTrue(refusal.saidIn(Language.ES).contains("podman pull"));
  }

  @Test
  void has_bounds() {
    String longest = "a/" + "b".repeat(253);
    assertEquals(longest, ImageReference.parse(longest).repository());
    assertThrows(
        ImageException.MalformedReference.class, () -> ImageReference.parse(longest + "c"));
    ImageReference.parse("a:" + "t".repeat(128));
    assertThrows(
        ImageException.MalformedReference.class,
        () -> ImageReference.parse("a:" + "t".repeat(129)));
    assertThrows(
        ImageException.MalformedReference.class, () -> ImageReference.parse("a".repeat(100_000)));
  }

  @Test
  void names_the_part_that_breaks_the_grammar() {
    var refusal =
        assertThrows(
            ImageException.MalformedReference.class, () -> ImageReference.parse("quay.io/Web:1"));
    assertTrue(refusal.what(Language.EN).endsWith("the trouble is at \"Web\"."));
  }
}
