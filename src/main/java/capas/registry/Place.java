package capas.registry;

import java.net.URI;

/**
 * Where an image's bytes are really fetched from; a mirror's place is another than the image's
 * name.
 *
 * @param registry host and port, as in an image's name
 * @param repository the path
 * @param insecure whether plain HTTP may be spoken there
 */
record Place(String registry, String repository, boolean insecure) {

  /** As it begins an image's name: {@code host:port/path}. */
  static Place of(String location, boolean insecure) {
    int slash = location.indexOf('/');
    return new Place(location.substring(0, slash), location.substring(slash + 1), insecure);
  }

  /** Whether plain HTTP is tried first. */
  boolean mayBePlain() {
    return insecure || SafeAddress.isLoopback(base("http").getHost());
  }

  /** The root of the registry's interface. The Docker Hub's has another host than its names. */
  URI base(String scheme) {
    String host = registry.equals("docker.io") ? "registry-1.docker.io" : registry;
    return URI.create(scheme + "://" + host + "/v2/");
  }

  @Override
  public String toString() {
    return registry + "/" + repository;
  }
}
