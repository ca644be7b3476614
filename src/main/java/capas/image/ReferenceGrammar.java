package capas.image;

import capas.blob.Digest;
import java.util.Optional;
import java.util.regex.Pattern;

/** The letters that an image reference may have, and where. */
final class ReferenceGrammar {

  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_TEXT = 1024;
  private static final int HIGHEST_PORT = 65535;

  private static final String DOMAIN_PART = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
  private static final Pattern REGISTRY =
      Pattern.compile(
          "(?:" + DOMAIN_PART + "(?:\\." + DOMAIN_PART + ")*|\\[[a-fA-F0-9:]+\\])(?::[0-9]{1,5})?");
  private static final String PATH_PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern REPOSITORY = Pattern.compile(PATH_PART + "(?:/" + PATH_PART + ")*");
  private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}");
  private static final Pattern ONLY_AN_ID = Pattern.compile("[a-f0-9]{64}");

  private ReferenceGrammar() {}

  static ImageReference parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      throw new ImageException.MalformedReference(text, text);
    }
    int at = text.indexOf('@');
    Optional<Digest> digest = at < 0 ? Optional.empty() : Digest.find(text.substring(at + 1));
    if (at >= 0 && digest.isEmpty()) {
      throw new ImageException.MalformedReference(text, text.substring(at));
    }
    String rest = at < 0 ? text : text.substring(0, at);
    int colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
    Optional<String> tag = colon < 0 ? Optional.empty() : Optional.of(rest.substring(colon + 1));
    String name = colon < 0 ? rest : rest.substring(0, colon);
    int slash = name.indexOf('/');
    boolean host = slash >= 0 && isHost(name.substring(0, slash));
    Optional<String> registry = host ? Optional.of(name.substring(0, slash)) : Optional.empty();
    return check(
            text, new ImageReferenceParts(registry, host ? name.substring(slash + 1) : name, tag))
        .with(digest);
  }

  private static boolean isHost(String first) {
    return first.indexOf('.') >= 0
        || first.indexOf(':') >= 0
        || first.equals("localhost")
        || first.chars().anyMatch(Character::isUpperCase);
  }

  static void check(Optional<String> registry, String repository, Optional<String> tag) {
    String text =
        registry.map(host -> host + "/").orElse("")
            + repository
            + tag.map(name -> ":" + name).orElse("");
    check(text, new ImageReferenceParts(registry, repository, tag));
  }

  private record ImageReferenceParts(
      Optional<String> registry, String repository, Optional<String> tag) {

    ImageReference with(Optional<Digest> digest) {
      return new ImageReference(registry, repository, tag, digest);
    }
  }

  private static ImageReferenceParts check(String text, ImageReferenceParts parts) {
    parts
        .registry()
        .filter(host -> !REGISTRY.matcher(host).matches() || port(host) > HIGHEST_PORT)
        .ifPresent(host -> {
          throw new ImageException.MalformedReference(text, host);
        });
    String repository = parts.repository();
    int length = repository.length() + parts.registry().map(host -> host.length() + 1).orElse(0);
    // A repository of 64 digits could not be told from an image ID.
    if (length > LONGEST_NAME
        || !REPOSITORY.matcher(repository).matches()
        || parts.registry().isEmpty() && ONLY_AN_ID.matcher(repository).matches()) {
      throw new ImageException.MalformedReference(text, repository);
    }
    parts
        .tag()
        .filter(name -> !TAG.matcher(name).matches())
        .ifPresent(name -> {
          throw new ImageException.MalformedReference(text, ":" + name);
        });
    return parts;
  }

  private static int port(String host) {
    int colon = host.lastIndexOf(':');
    return colon < 0 || host.endsWith("]") ? 0 : Integer.parseInt(host.substring(colon + 1));
  }
}
