package capas.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import capas.Parts;
import capas.linux.Privileges;
import capas.registry.BuiltInRegistry;
import capas.registry.Pull;
import capas.registry.PulledImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The real podman and skopeo, on a store in a folder of a test.
 *
 * @param where what stands before its commands; nothing for the podman of this machine
 */
public record Podman(Path graphRoot, Path runRoot, List<String> where) {

  public static void need() {
    Parts.need("root", "util-linux; run as root", Privileges::isSuperuser);
    for (String program : List.of("podman", "skopeo")) {
      Parts.need(program, program, () -> Files.isExecutable(Path.of("/usr/bin", program)));
    }
  }

  public static Podman in(Path folder) {
    return new Podman(folder.resolve("graph"), folder.resolve("run"), List.of());
  }

  GraphRoot root() {
    return GraphRoot.at(graphRoot);
  }

  /** What podman printed; it must end well. */
  public String podman(String... words) {
    return run(command(words));
  }

  /** What buildah printed, which works on the same store. */
  String buildah(String... words) {
    return run(commandOf("buildah", words));
  }

  private List<String> command(String... words) {
    return commandOf("podman", words);
  }

  private List<String> commandOf(String program, String... words) {
    List<String> command = new ArrayList<>(where);
    command.addAll(
        List.of(program, "--root", graphRoot.toString(), "--runroot", runRoot.toString()));
    command.addAll(List.of(words));
    return command;
  }

  /** Writes into the store as {@code ./capas pull --root} does. */
  StoreWriter writer() {
    return StoreWriter.into(
        new StorageConf(
            false,
            List.of(),
            Path.of("/etc/containers/storage.conf"),
            List.of(
                new StorageConf.Setting(
                    StorageConf.GRAPHROOT,
                    graphRoot.toString(),
                    new StorageConf.Origin.Flag("--root")))));
  }

  /** What a shell prints in the mounted image. */
  String inMounted(String image, String line) {
    String podman = String.join(" ", command().subList(where.size(), command().size()));
    List<String> command = new ArrayList<>(where);
    String mount = podman + " image mount " + image;
    String unmount = podman + " image unmount " + image;
    command.addAll(
        List.of(
            "sh",
            "-ec",
            "cd \"$(" + mount + ")\"; " + line + "; cd /; " + unmount + " >/dev/null"));
    return run(command);
  }

  /** What a container prints that has no network and no cgroup of its own. */
  String runs(String image, String... words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "unshare",
                "--mount",
                "--propagation=private",
                "sh",
                "-c",
                // crun does not like both kinds of cgroups at once.
                "umount /sys/fs/cgroup/unified 2>/dev/null; exec \"$@\"",
                "sh"));
    command.addAll(
        command(
            "--runtime=crun",
            "--cgroup-manager=cgroupfs",
            "run",
            "--rm",
            "--pull=never",
            "--network=none",
            "--cgroups=disabled",
            "--ulimit=nofile=1024:1024",
            "--ulimit=nproc=1000:1000",
            image));
    command.addAll(List.of(words));
    return run(command);
  }

  /** Starts podman and does not wait for it. */
  Process start(String... words) throws IOException {
    return new ProcessBuilder(command(words))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Pulls an image of this registry into the store with our own code. */
  PulledImage pull(BuiltInRegistry registry, String image) {
    try (StoreWriter writer = writer()) {
      return Pull.of(registry.address() + "/" + image).into(writer);
    }
  }

  /** What {@code podman system check} finds: nothing; older ones have no such command. */
  void check() {
    if (!podman("--version").contains("version 4.")) {
      assertEquals("", podman("system", "check"));
    }
  }

  /** Copies an image, in skopeo's words; registries without a certificate will do. */
  void skopeo(String from, String to) {
    List<String> command = new ArrayList<>(where);
    command.addAll(
        List.of(
            "skopeo", "--insecure-policy", "copy", "--quiet", "--src-tls-verify=false", from, to));
    run(command);
  }

  /** As skopeo names an image of this store. */
  String transport(String image) {
    return "containers-storage:[overlay@%s+%s]%s".formatted(graphRoot, runRoot, image);
  }

  static String run(List<String> command) {
    try {
      Path errors = Files.createTempFile("capas-", ".stderr");
      try {
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        process.getOutputStream().close();
        String said =
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, process.waitFor(), command + "\n" + Files.readString(errors));
        return said;
      } finally {
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
