package capas.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.linux.FileStatus;
import capas.linux.Xattrs;
import capas.registry.BuiltInRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user namespace with 65536 users, as {@code podman unshare} makes one for an ordinary user. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StoreInUserNamespaceTest {

  private static final int FIRST = 100_000;

  /** Becomes root in a new user namespace, when somebody outside has mapped its users. */
  private static final String ENTER =
      """
      set -eu
      go=$(mktemp -u)
      mkfifo -m 666 "$go"
      unshare --user --mount --keep-caps sh -c '
        read _ <"$0"
        exec setpriv --reuid=0 --regid=0 --clear-groups sh -c "
          for place in /run /dev/shm /var/lib/containers; do
            [ ! -d \\$place ] || mount -t tmpfs tmpfs \\$place
          done
          HOME=/run exec \\"\\$@\\"
        " sh "$@"
      ' "$go" "$@" &
      while [ "$(readlink "/proc/$!/ns/user")" = "$(readlink /proc/self/ns/user)" ]; do sleep 0.01; done
      echo "0 100000 65536" >"/proc/$!/uid_map"
      echo "0 100000 65536" >"/proc/$!/gid_map"
      echo >"$go"
      wait "$!" && code=0 || code=$?
      rm -f "$go"
      exit "$code"
      """;

  @TempDir Path folder;
  private Podman theirs;
  private Podman ours;

  @BeforeEach
  void a_folder_of_the_first_user() throws Exception {
    Podman.need();
    Path home = Files.createDirectory(folder.resolve("h"));
    theirs = inside(home.resolve("t"));
    ours = inside(home.resolve("o"));
    Podman.run(List.of("cp", "-r", "lib", folder.resolve("lib").toString()));
    Podman.run(List.of("chmod", "-R", "a+rX", folder.toString()));
    Podman.run(List.of("chown", FIRST + ":" + FIRST, home.toString()));
  }

  private static Podman inside(Path place) {
    return new Podman(
        place.resolve("graph"), place.resolve("run"), List.of("sh", "-c", ENTER, "sh"));
  }

  @Test
  void the_store_is_the_one_that_podman_writes_there() throws Exception {
    TinyImages.makeIn(folder.resolve("layout"));
    try (BuiltInRegistry registry = BuiltInRegistry.serving(folder.resolve("layout"))) {
      // 3000000, an owner in tiny:oci, is no user there.
      for (String tag : List.of("index", "other")) {
        String name = registry.address() + "/tiny:" + tag;
        theirs.podman("--storage-driver=overlay", "pull", "--quiet", "--tls-verify=false", name);
        capas("pull", name, "--root", ours.graphRoot().toString());
      }
    }
    assertEquals(files(theirs), files(ours));
    Map<String, String> places = new TreeMap<>(OnDisk.places(theirs.root()));
    places.keySet().removeIf(name -> name.startsWith("networks"));
    assertEquals(places, OnDisk.places(ours.root()));
    assertEquals("drwx------", OnDisk.places(ours.root()).get("overlay"));
    Whole.check(ours);
    Path opaque = anyOpaque();
    assertEquals("y", Xattrs.get(opaque, "user.overlay.opaque").orElseThrow());
    assertEquals(FIRST + 48, FileStatus.of(opaque).uid());
    assertEquals(3, ours.podman("--storage-driver=overlay", "images").lines().count());
  }

  private static Map<String, String> files(Podman store) throws Exception {
    Map<String, String> all = new TreeMap<>();
    for (LayerRecord layer : LayersJson.read(store.root())) {
      OnDisk.files(store.root().layer(layer.id()).resolve("diff"))
          .forEach((name, line) -> all.put(layer + "/" + name, line));
    }
    return all;
  }

  private Path anyOpaque() {
    return LayersJson.read(ours.root()).stream()
        .map(layer -> ours.root().layer(layer.id()).resolve("diff/opt/old"))
        .filter(place -> Files.exists(place) && !Files.exists(place.resolve("gone")))
        .findFirst()
        .orElseThrow();
  }

  private void capas(String... words) {
    List<String> command = new ArrayList<>(ours.where());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-jar",
            folder.resolve("lib/capas.jar").toString()));
    command.addAll(List.of(words));
    assertTrue(Podman.run(command).matches("(?s).*[0-9a-f]{64}"));
  }
}
