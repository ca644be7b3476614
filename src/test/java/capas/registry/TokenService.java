package capas.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A token service that docker-registry believes: it signs JSON Web Tokens with its own key. */
final class TokenService implements AutoCloseable {

  private final HttpServer server;
  private final TestCertificate certificate;
  private final String welcome;
  private final List<String> tokens = new CopyOnWriteArrayList<>();

  private TokenService(HttpServer server, TestCertificate certificate, String welcome) {
    this.server = server;
    this.certificate = certificate;
    this.welcome = welcome;
  }

  static TokenService open(Path folder, String user, String password) throws Exception {
    String both = Base64.getEncoder().encodeToString((user + ":" + password).getBytes());
    TokenService service =
        new TokenService(
            HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0),
            TestCertificate.make(folder, "token"),
            "Basic " + both);
    service.server.createContext("/token", service::answer);
    service.server.start();
    return service;
  }

  String configuration() {
    return """
    auth:
      token:
        realm: http://127.0.0.1:%d/token
        service: test
        issuer: test
        rootcertbundle: %s
    """
        .formatted(server.getAddress().getPort(), certificate.certificate());
  }

  /** All that were handed out. */
  List<String> tokens() {
    return tokens;
  }

  private void answer(HttpExchange request) throws IOException {
    try (request) {
      if (!welcome.equals(request.getRequestHeaders().getFirst("Authorization"))) {
        request.sendResponseHeaders(401, -1);
        return;
      }
      Map<String, String> query = new HashMap<>();
      for (String field : request.getRequestURI().getRawQuery().split("&")) {
        String[] sides = field.split("=", 2);
        query.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
      }
      String token = token(query.getOrDefault("scope", ""));
      tokens.add(token);
      byte[] body = RegistryJson.tokenBody(token, 300);
      request.sendResponseHeaders(200, body.length);
      request.getResponseBody().write(body);
    }
  }

  private String token(String scope) {
    String[] words = scope.split(":");
    String access =
        words.length < 3
            ? "[]"
            : """
            [{"type":"%s","name":"%s","actions":["%s"]}]\
            """
                .formatted(words[0], words[1], words[2].replace(",", "\",\""));
    long now = System.currentTimeMillis() / 1000;
    try {
      String head =
          """
          {"typ":"JWT","alg":"RS256","x5c":["%s"]}\
          """
              .formatted(Base64.getEncoder().encodeToString(certificate.shown().getEncoded()));
      String claims =
          """
          {"iss":"test","sub":"","aud":"test","exp":%d,"nbf":%d,"iat":%d,"jti":"%d","access":%s}\
          """
              .formatted(now + 300, now - 10, now, System.nanoTime(), access);
      String signed = encode(head.getBytes()) + "." + encode(claims.getBytes());
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(certificate.secret());
      signature.update(signed.getBytes());
      return signed + "." + encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
