package capas.registry;

import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sample image, pulled by Podman from our registry and run as a container. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(180)
class RunningTheSampleImageTest {

  /** crun refuses a machine with both versions of control groups; here it sees the first alone. */
  private static final String IN_A_NAMESPACE =
      """
      set -eu
      if mountpoint -q /sys/fs/cgroup/unified; then umount /sys/fs/cgroup/unified; fi
      podman() {
        command podman --root "$1/root" --runroot "$1/run" --storage-driver=vfs \
          --events-backend=file --cgroup-manager=cgroupfs --runtime=crun "${@:2}"
      }
      trap 'podman "$1" rm --force --time 0 "$4" >/dev/null; podman "$1" rmi --force "$2" >/dev/null' EXIT
      podman "$1" pull --quiet --tls-verify=false "$2"
      podman "$1" run --detach --name "$4" --cgroups=disabled --network=host \
        --ulimit=nofile=1024:1024 --ulimit=nproc=1000:1000 "$2" httpd -f -p "127.0.0.1:$3"
      curl -sS --retry 20 --retry-connrefused --retry-delay 1 "http://127.0.0.1:$3/index.html"
      """;

  @TempDir Path folder;

  @Test
  void serves_its_page() throws Exception {
    Tools.need("podman", "podman");
    Tools.need("crun", "crun");
    Tools.need("curl", "curl");
    Parts.need("/bin/busybox", "busybox-static", () -> Files.isExecutable(Path.of("/bin/busybox")));
    Parts.need("root", "util-linux; run as root", RunningTheSampleImageTest::canMount);
    Path layout = folder.resolve("layout");
    SampleImages.makeIn(layout);
    try (BuiltInRegistry registry = BuiltInRegistry.serving(layout)) {
      String said =
          Tools.run(
              "unshare",
              "--mount",
              "--propagation",
              "private",
              "bash",
              "-c",
              IN_A_NAMESPACE,
              "bash",
              folder.toString(),
              registry.address() + "/sample/httpd:latest",
              Integer.toString(DebianRegistry.freePort()),
              "capas-" + ProcessHandle.current().pid());
      assertTrue(said.contains("<h1>Layer 3</h1>"), said);
    }
  }

  private static boolean canMount() {
    try {
      return new ProcessBuilder("unshare", "--mount", "true").start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }
}
