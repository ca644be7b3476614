package capas.registry;

import capas.registry.RegistriesConf.Mirror;
import capas.registry.RegistriesConf.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the bytes of a fully named image may be fetched: its mirrors first, then itself. */
final class Places {

  private Places() {}

  /**
   * The places in the order in which they are tried.
   *
   * @param repository {@code host/path} of the image's name
   * @param end its {@code :tag} or {@code @digest}
   * @throws RegistryException.Blocked if registries.conf forbids this image
   */
  static List<Place> of(String repository, String end, RegistriesConf conf) {
    Optional<Table> found = conf.tableOf(repository + end);
    if (found.isEmpty()) {
      return List.of(Place.of(repository, false));
    }
    Table table = found.get();
    if (table.blocked()) {
      throw new RegistryException.Blocked(repository + end, table.prefix(), table.file());
    }
    List<Place> places = new ArrayList<>();
    boolean pinned = end.startsWith("@");
    for (Mirror mirror : table.mirrors()) {
      if (serves(mirror, table, pinned)) {
        places.add(Place.of(moved(repository, table, mirror.location()), mirror.insecure()));
      }
    }
    places.add(Place.of(moved(repository, table, table.location()), table.insecure()));
    return List.copyOf(places);
  }

  private static boolean serves(Mirror mirror, Table table, boolean pinned) {
    if (mirror.location().isEmpty()) {
      return false;
    }
    if (table.mirrorByDigestOnly()) {
      return pinned;
    }
    return switch (mirror.pullFrom()) {
      case "digest-only" -> pinned;
      case "tag-only" -> !pinned;
      default -> true;
    };
  }

  private static String moved(String repository, Table table, String location) {
    if (location.isEmpty() || location.equals(table.prefix())) {
      return repository;
    }
    if (table.prefix().startsWith("*.")) {
      return location + repository.substring(repository.indexOf('/'));
    }
    // A prefix that names a whole image, with its tag, is longer than the repository.
    int length = Math.min(table.prefix().length(), repository.length());
    return location + repository.substring(length);
  }
}
