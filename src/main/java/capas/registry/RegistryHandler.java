package capas.registry;

import capas.blob.Digest;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers as a registry that can only be read.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#endpoints">
 *     distribution-spec, endpoints</a>
 */
final class RegistryHandler implements HttpHandler {

  private static final String NAME = "([a-z0-9]+(?:[._/-]+[a-z0-9]+)*)";
  private static final Pattern RESOURCE =
      Pattern.compile("/v2/" + NAME + "/(manifests|blobs|tags)/([A-Za-z0-9_.:-]{1,200})");
  private static final String JSON = "application/json";

  private final ServedLayout images;
  private final Doorman doorman;
  private final Faults faults;
  private final String otherHost;

  /**
   * @param otherHost the address before a blob's digest, for {@link Fault.RedirectToOtherHost}
   */
  RegistryHandler(ServedLayout images, Doorman doorman, Faults faults, String otherHost) {
    this.images = images;
    this.doorman = doorman;
    this.faults = faults;
    this.otherHost = otherHost;
  }

  @Override
  public void handle(HttpExchange request) throws IOException {
    try (request) {
      String method = request.getRequestMethod();
      request.getResponseHeaders().set("Docker-Distribution-API-Version", "registry/2.0");
      if (!method.equals("GET") && !method.equals("HEAD")) {
        error(request, 405, "UNSUPPORTED", "this registry can only be read");
      } else if (request.getRequestURI().getPath().equals("/token")) {
        token(request);
      } else {
        resource(request);
      }
    }
  }

  private void token(HttpExchange request) throws IOException {
    Optional<String> token = doorman.token(request);
    if (token.isPresent()) {
      json(request, RegistryJson.tokenBody(token.get(), Doorman.GOOD_FOR.toSeconds()));
    } else {
      request.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"token\"");
      error(request, 401, "UNAUTHORIZED", "user or password is wrong");
    }
  }

  private void resource(HttpExchange request) throws IOException {
    String path = request.getRequestURI().getPath();
    Matcher resource = RESOURCE.matcher(path);
    String name = resource.matches() ? resource.group(1) : "";
    Optional<String> challenge =
        doorman.refuses(request, name, faults.isOn(Fault.AlwaysUnauthorized.class));
    if (challenge.isPresent()) {
      request.getResponseHeaders().set("WWW-Authenticate", challenge.get());
      error(request, 401, "UNAUTHORIZED", "authentication required");
    } else if (path.equals("/v2/") || path.equals("/v2")) {
      json(request, "{}".getBytes(StandardCharsets.US_ASCII));
    } else if (path.equals("/v2/_catalog")) {
      json(request, RegistryJson.catalogBody(images.names()));
    } else if (name.isEmpty() || !images.names().contains(name)) {
      error(request, 404, "NAME_UNKNOWN", "repository name not known to registry");
    } else {
      inRepository(request, name, resource.group(2), resource.group(3));
    }
  }

  private void inRepository(HttpExchange request, String name, String kind, String reference)
      throws IOException {
    if (kind.equals("tags")) {
      json(request, RegistryJson.tagsBody(name, images.tags(name)));
      return;
    }
    Optional<Fault.TooManyRequests> refused = faults.refusesNow();
    if (refused.isPresent()) {
      String seconds = Long.toString(refused.get().retryAfter().toSeconds());
      request.getResponseHeaders().set("Retry-After", seconds);
      error(request, 429, "TOOMANYREQUESTS", "too many requests");
    } else if (faults.failsNow()) {
      error(request, 500, "UNKNOWN", "unknown error");
    } else if (kind.equals("manifests")) {
      manifest(request, name, reference);
    } else {
      blob(request, reference);
    }
  }

  private void manifest(HttpExchange request, String name, String reference) throws IOException {
    Optional<ServedLayout.Document> found = images.manifest(name, reference);
    if (found.isEmpty()) {
      error(request, 404, "MANIFEST_UNKNOWN", "manifest unknown");
      return;
    }
    ServedLayout.Document document = found.get();
    if (!accepts(request, document.mediaType().text())) {
      String hint = "the manifest is of type " + document.mediaType() + ", which Accept lacks";
      error(request, 404, "MANIFEST_UNKNOWN", hint);
      return;
    }
    String type =
        faults
            .find(Fault.WrongContentType.class)
            .map(Fault.WrongContentType::mediaType)
            .orElse(document.mediaType().text());
    request.getResponseHeaders().set("Docker-Content-Digest", document.digest().text());
    request.getResponseHeaders().set("ETag", '"' + document.digest().text() + '"');
    body(request, 200, type, document.bytes());
  }

  private static boolean accepts(HttpExchange request, String mediaType) {
    List<String> accepted = request.getRequestHeaders().get("Accept");
    if (accepted == null) {
      return true;
    }
    String all = String.join(",", accepted);
    for (String one : all.split(",")) {
      String type = one.split(";", 2)[0].strip();
      if (type.equals(mediaType) || type.equals("*/*") || type.equals("application/*")) {
        return true;
      }
    }
    return false;
  }

  private void blob(HttpExchange request, String reference) throws IOException {
    Optional<Digest> digest = Digest.find(reference);
    Optional<Path> file = digest.flatMap(images::blob);
    if (digest.isEmpty()) {
      error(request, 400, "DIGEST_INVALID", "provided digest is malformed");
    } else if (file.isEmpty()) {
      error(request, 404, "BLOB_UNKNOWN", "blob unknown to registry");
    } else if (faults.isOn(Fault.RedirectToOtherHost.class)) {
      request.getResponseHeaders().set("Location", otherHost + digest.get().text());
      request.sendResponseHeaders(307, -1);
    } else {
      request.getResponseHeaders().set("Docker-Content-Digest", digest.get().text());
      request.getResponseHeaders().set("Content-Type", "application/octet-stream");
      new BodySender(faults).send(request, file.get());
    }
  }

  private static void error(HttpExchange request, int status, String code, String message)
      throws IOException {
    body(request, status, JSON, RegistryJson.errorBody(code, message));
  }

  private static void json(HttpExchange request, byte[] body) throws IOException {
    body(request, 200, JSON, body);
  }

  private static void body(HttpExchange request, int status, String type, byte[] body)
      throws IOException {
    request.getResponseHeaders().set("Content-Type", type);
    if (request.getRequestMethod().equals("HEAD")) {
      request.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      request.sendResponseHeaders(status, -1);
      return;
    }
    request.sendResponseHeaders(status, body.length);
    request.getResponseBody().write(body);
  }
}
