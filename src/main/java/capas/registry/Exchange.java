package capas.registry;

import java.util.List;
import java.util.Optional;

/**
 * One request and its answer.
 *
 * @param number the place in the conversation, from 1, in the order in which requests were sent
 * @param curl the command it stands for; {@code $TOKEN} and {@code $PASSWORD} stand for secrets
 * @param address where it went, without what may be secret in it
 * @param status the answer's number, 0 if none came
 * @param headers those of the answer that matter, in the order of {@link #HEADERS}
 * @param bodyBytes how much of the body was received
 * @param milliseconds from sending to the body's end
 * @param failure what broke it off, in the words of the system
 */
public record Exchange(
    int number,
    Purpose purpose,
    String curl,
    String method,
    String address,
    int status,
    List<Header> headers,
    long bodyBytes,
    long milliseconds,
    Optional<String> failure) {

  /** The headers that are kept. */
  static final List<String> HEADERS =
      List.of(
          "WWW-Authenticate",
          "Docker-Distribution-API-Version",
          "Docker-Content-Digest",
          "Content-Type",
          "Content-Length",
          "Accept-Ranges",
          "Content-Range",
          "Location",
          "Retry-After");

  public Exchange {
    headers = List.copyOf(headers);
  }

  /** What a request is for. */
  public enum Purpose {
    /** {@code GET /v2/}: is this a registry, and does it want to know who asks? */
    PING,
    /** The token service that the registry named. */
    TOKEN,
    /** A tag's or a digest's manifest, or the index that lists several. */
    MANIFEST,
    /** The image's configuration. */
    CONFIG,
    /** A layer. */
    LAYER,
    /** The list of tags. */
    TAGS
  }

  /** One line of the answer's head. */
  public record Header(String name, String value) {
    @Override
    public String toString() {
      return name + ": " + value;
    }
  }

  /** The value of a kept header. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  @Override
  public String toString() {
    return method + " " + address + " " + status;
  }
}
