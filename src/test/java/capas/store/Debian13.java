package capas.store;

import capas.Parts;
import capas.linux.Privileges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Debian 13 in a folder, with Podman 5; {@code .ci/trixie} makes it and keeps it. */
final class Debian13 {

  private Debian13() {}

  private static Path root() {
    String cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).orElse("/var/cache");
    return Path.of(cache, "capas", "trixie-1");
  }

  static void need() {
    Parts.need("root", "util-linux; run as root", Privileges::isSuperuser);
    Parts.need(
        "Podman 5 in " + root() + " (sudo .ci/trixie)",
        "mmdebstrap",
        () -> Files.isExecutable(root().resolve("usr/bin/podman")));
  }

  /** Its podman, for a store in a folder below the one that it sees. */
  static Podman podmanIn(Path place, Path seen) {
    return new Podman(
        place.resolve("graph"),
        place.resolve("run"),
        List.of(Path.of(".ci/in-trixie").toAbsolutePath().toString(), seen.toString()));
  }

  /** The same, where a layer that is zstd:chunked is fetched in parts, as in Fedora. */
  static Podman fetchingInParts(Path place, Path seen) throws IOException {
    Path conf =
        Files.writeString(
            place.resolve("storage.conf"),
            """
            [storage]
            driver = "overlay"
            [storage.options]
            pull_options = {enable_partial_images = "true"}
            """);
    Podman podman = podmanIn(place, seen);
    List<String> where = new ArrayList<>(podman.where());
    where.addAll(List.of("env", "CONTAINERS_STORAGE_CONF=" + conf));
    return new Podman(podman.graphRoot(), podman.runRoot(), where);
  }
}
