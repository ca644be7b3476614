package capas.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What is written into an {@code Authorization} header, and what may be shown of it. */
sealed interface Authorization {

  /** The header's value. It is a secret. */
  String header();

  /** The words of the curl line: a variable stands for the secret. */
  String shownInCurl();

  /** {@code Authorization: Basic …}. */
  record Basic(String user, String password) implements Authorization {
    @Override
    public String header() {
      byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    @Override
    public String shownInCurl() {
      return "-u " + Curl.quote(user) + ":\"$PASSWORD\"";
    }

    @Override
    public String toString() {
      return "Basic";
    }
  }

  /** {@code Authorization: Bearer …}. */
  record Bearer(String token) implements Authorization {
    @Override
    public String header() {
      return "Bearer " + token;
    }

    @Override
    public String shownInCurl() {
      return "-H \"Authorization: Bearer $TOKEN\"";
    }

    @Override
    public String toString() {
      return "Bearer";
    }
  }
}
