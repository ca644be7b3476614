package capas.registry;

import capas.image.JsonTree;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON that is spoken around images; manifests and configurations are not read here. */
final class RegistryJson {

  private static final JsonTree JSON =
      new JsonTree(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(50)
                      .maxStringLength(1 << 20)
                      .build())
              .build());

  private RegistryJson() {}

  /** A token and the seconds for which it is good. */
  record Token(String text, long seconds) {
    @Override
    public String toString() {
      return "token";
    }
  }

  /**
   * What an auth.json or a config.json says.
   *
   * @param auths from repository or registry to credentials
   * @param helpers from registry to a program's last name
   * @param store the program's last name for all registries
   */
  record AuthFile(Map<String, Secret> auths, Map<String, String> helpers, Optional<String> store) {}

  /** A user and a password, or a token that stands for both. */
  record Secret(String user, String password, Optional<String> identityToken) {
    @Override
    public String toString() {
      return user;
    }
  }

  /** The answer of a token service; without {@code expires_in} a token is good for 60 seconds. */
  static Optional<Token> token(byte[] answer) {
    return read(answer)
        .flatMap(json ->
            text(json, "token")
                .or(() -> text(json, "access_token"))
                .map(token -> new Token(token, Math.max(60, json.path("expires_in").asLong(60)))));
  }

  /** The first error's code and message, on one line; empty if there is none. */
  static String error(byte[] answer) {
    JsonNode first = read(answer).map(json -> json.path("errors").path(0)).orElse(null);
    if (first == null || !first.isObject()) {
      return "";
    }
    String both = first.path("code").asText() + ": " + first.path("message").asText();
    return Curl.printable(both);
  }

  /** The code of the first error, such as {@code MANIFEST_UNKNOWN}. */
  static String errorCode(byte[] answer) {
    return read(answer).map(json -> json.at("/errors/0/code").asText("")).orElse("");
  }

  static List<String> tags(byte[] answer) {
    List<String> tags = new ArrayList<>();
    read(answer).ifPresent(json -> json.path("tags").forEach(tag -> tags.add(tag.asText())));
    return tags;
  }

  /** The {@code mediaType} that a manifest says of itself. */
  static Optional<String> mediaType(byte[] manifest) {
    return read(manifest).flatMap(json -> text(json, "mediaType"));
  }

  /** Whether these bytes are a JSON object. */
  static boolean isObject(byte[] answer) {
    return read(answer).isPresent();
  }

  /**
   * @throws IOException if it is not such a file
   */
  static AuthFile authFile(byte[] file) throws IOException {
    JsonNode json = JSON.read(file);
    if (!json.isObject()) {
      throw new IOException("no JSON object");
    }
    Map<String, Secret> auths = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : json.path("auths").properties()) {
      secret(entry.getValue()).ifPresent(secret -> auths.put(entry.getKey(), secret));
    }
    Map<String, String> helpers = new LinkedHashMap<>();
    json.path("credHelpers")
        .properties()
        .forEach(entry -> helpers.put(entry.getKey(), entry.getValue().asText()));
    return new AuthFile(auths, helpers, text(json, "credsStore"));
  }

  private static Optional<Secret> secret(JsonNode entry) throws IOException {
    Optional<String> identity = text(entry, "identitytoken");
    String auth = entry.path("auth").asText("");
    if (auth.isEmpty()) {
      return text(entry, "username")
          .map(user -> new Secret(user, entry.path("password").asText(""), identity));
    }
    try {
      String both = new String(Base64.getDecoder().decode(auth.strip()), StandardCharsets.UTF_8);
      int colon = both.indexOf(':');
      if (colon >= 0) {
        // Docker once wrote a zero byte at the end.
        String password = both.substring(colon + 1).replaceFirst("\0+$", "");
        return Optional.of(new Secret(both.substring(0, colon), password, identity));
      }
    } catch (IllegalArgumentException e) {
      // Said below; the text itself is a secret.
    }
    throw new IOException("\"auth\" is not Base64 of user:password");
  }

  /** What a credential helper printed; a user named {@code <token>} has an identity token. */
  static Optional<Secret> helperAnswer(byte[] answer) {
    return read(answer)
        .flatMap(json ->
            text(json, "Secret")
                .map(secret -> {
                  String user = json.path("Username").asText("");
                  Optional<String> identity =
                      user.equals("<token>") ? Optional.of(secret) : Optional.empty();
                  return new Secret(user, secret, identity);
                }));
  }

  /** The body of an error, as the distribution specification has it. */
  static byte[] errorBody(String code, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("errors").addObject().put("code", code).put("message", message);
    return JSON.bytes(body);
  }

  static byte[] tagsBody(String name, List<String> tags) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", name);
    tags.forEach(body.putArray("tags")::add);
    return JSON.bytes(body);
  }

  static byte[] catalogBody(List<String> names) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    names.forEach(body.putArray("repositories")::add);
    return JSON.bytes(body);
  }

  static byte[] tokenBody(String token, long seconds) {
    return JSON.bytes(
        JsonNodeFactory.instance
            .objectNode()
            .put("token", token)
            .put("access_token", token)
            .put("expires_in", seconds));
  }

  private static Optional<JsonNode> read(byte[] answer) {
    try {
      return Optional.of(JSON.read(answer)).filter(JsonNode::isObject);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode json, String field) {
    return Optional.of(json.path(field))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .filter(text -> !text.isBlank());
  }
}
