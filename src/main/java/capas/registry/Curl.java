package capas.registry;

import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes requests as the {@code curl} lines they stand for; nothing secret is written. */
final class Curl {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\u2028\u2029]");
  private static final int LONGEST_SHOWN = 400;

  private Curl() {}

  static String line(Ask ask, URI address, boolean authorized) {
    StringBuilder line = new StringBuilder("curl -sS");
    if (ask.method().equals("HEAD")) {
      line.append(" -I");
    }
    if (authorized) {
      ask.authorization().ifPresent(secret -> line.append(' ').append(secret.shownInCurl()));
    }
    for (Map.Entry<String, String> header : ask.headers().entrySet()) {
      line.append(' ').append(option(header.getKey(), header.getValue()));
    }
    if (!ask.form().isEmpty()) {
      ask.shownForm()
          .forEach((name, value) -> line.append(" -d ").append(quote(name + "=" + value)));
    }
    return line.append(' ').append(quote(shown(address, ask.address()))).toString();
  }

  private static String option(String name, String value) {
    return name.equals("Range")
        ? "-r " + value.substring("bytes=".length())
        : "-H " + quote(name + ": " + value);
  }

  /**
   * An address without what may be secret in it. Where a registry sends us on to, the part after
   * {@code ?} is often a signature with which anyone may fetch the blob.
   */
  static String shown(URI address, URI asked) {
    String text = address.toString();
    boolean ours = address.getHost() != null && Origin.isOne(address, asked);
    int query = text.indexOf('?');
    return printable(ours || query < 0 ? text : text.substring(0, query + 1) + "…");
  }

  /** Text from outside, on one line, without control characters, cut where it is too long. */
  static String printable(String text) {
    String cut = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    return UNPRINTABLE.matcher(cut).replaceAll("?");
  }

  /** A word as a shell reads it back. */
  static String quote(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
