package capas.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.words.Language;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DigestTest {

  /** The first layer of the course's image. */
  private static final String LAYER =
      "sha256:c61d16cfe03e7bfb4e7e312f09fb17a815be72096544133320058ee6ce55d0b2";

  private static final String A = "a".repeat(64);

  @Test
  void is_written_whole_as_it_was_read() {
    assertEquals(LAYER, Digest.parse(LAYER).text());
  }

  @Test
  void is_shown_by_its_first_twelve_digits_as_podman_does() {
    assertEquals("c61d16cfe03e", Digest.parse(LAYER).toString());
  }

  @Test
  void may_be_of_sha512() {
    assertEquals(HashAlgorithm.SHA512, Digest.parse("sha512:" + A + A).algorithm());
  }

  @Test
  void of_nothing_is_what_sha256sum_says() {
    assertEquals(
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        Digest.of(new byte[0]).text());
    assertEquals(
        "sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        Digest.of(HashAlgorithm.SHA512, "abc".getBytes(StandardCharsets.US_ASCII)).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256:",
        "sha256:../../../etc/passwd",
        "sha256:c61d16cfe03e",
        "SHA256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
        " sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/a",
        "sha512:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "md5:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void is_nothing_else(String text) {
    var refusal = assertThrows(BlobException.MalformedDigest.class, () -> Digest.parse(text));
    assertTrue(refusal.saidIn(Language.EN).contains("64 hexadecimal digits"));
  }

  @Test
  void cannot_be_made_of_other_digits_either() {
    assertThrows(
        BlobException.MalformedDigest.class,
        () -> new Digest(HashAlgorithm.SHA256, "../" + "a".repeat(61)));
  }

  @Test
  void refused_is_quoted_on_one_line_without_control_characters() {
    var refusal =
        assertThrows(BlobException.MalformedDigest.class, () -> Digest.parse("a\u001b[2J\nb"));
    assertTrue(refusal.what(Language.ES).contains("a\\u001b[2J\\u000ab"));
  }
}
