package capas.notebook;

import com.google.gson.JsonObject;
import java.util.List;

/** What the notebook says of itself: the answer to a {@code kernel_info_request}. */
final class Introduction {

  private Introduction() {}

  static JsonObject content() {
    String java = Runtime.version().toString();
    return Fields.of(
        "status",
        "ok",
        "protocol_version",
        Wire.PROTOCOL_VERSION,
        "implementation",
        "capas",
        "implementation_version",
        Main.VERSION,
        "banner",
        "Capas " + Main.VERSION + " · Java " + java,
        "help_links",
        List.of(),
        "language_info",
        Fields.of(
            "name", "java",
            "version", java,
            "mimetype", "text/x-java",
            "file_extension", ".jshell",
            "pygments_lexer", "java",
            "codemirror_mode", "text/x-java"));
  }
}
