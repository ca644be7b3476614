package capas.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that means harm by where it sends us. */
class HostileRedirectsTest extends AnsweringRegistry {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "ftp://example.com/x",
        "http://ana:pw@127.0.0.1/",
        "http:///x",
        "http://[",
        ""
      })
  void a_redirect_that_is_no_web_address_is_not_followed(String to) {
    answers.put(MANIFEST, redirect(to));
    assertThrows(RegistryException.DangerousRedirect.class, this::pull);
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/v2/,http://example.com/blob,true",
    "https://1.1.1.1/v2/,https://127.0.0.1/blob,true",
    "https://1.1.1.1/v2/,https://10.1.2.3/blob,true",
    "https://1.1.1.1/v2/,https://192.168.1.1/blob,true",
    "https://1.1.1.1/v2/,https://169.254.169.254/latest/meta-data,true",
    "https://1.1.1.1/v2/,https://100.64.0.1/,true",
    "https://1.1.1.1/v2/,https://[::1]/blob,true",
    "https://1.1.1.1/v2/,https://[fd00::1]/blob,true",
    "https://1.1.1.1/v2/,https://[::ffff:127.0.0.1]/blob,true",
    "https://1.1.1.1/v2/,https://0.0.0.0/blob,true",
    "https://1.1.1.1/v2/,https://localhost/blob,true",
    "https://1.1.1.1/v2/,https://8.8.8.8/blob,false",
    "http://10.0.0.1/v2/,http://10.0.0.2/blob,false",
    "https://127.0.0.1/v2/,https://127.0.0.2/blob,false"
  })
  void nobody_public_sends_us_into_a_private_network(String from, String to, boolean refused) {
    assertEquals(refused, SafeAddress.refuses(URI.create(from), URI.create(to)).isPresent());
  }

  @Test
  void redirects_in_a_circle_are_left() {
    answers.put(MANIFEST, redirect(MANIFEST));
    assertThrows(RegistryException.DangerousRedirect.class, this::pull);
    assertTrue(asked.size() < 10, asked.toString());
  }
}
