package capas.layer;

import static capas.layer.RawTar.header;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.Parts;
import capas.linux.FileStatus;
import capas.linux.OpenFolder;
import capas.linux.Privileges;
import capas.linux.Xattrs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unpacking without rights, on a full disk, and deeper than a path may be long. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UnpackingInOtherWorldsTest {

  @TempDir Path folder;

  /** In a JVM of its own: unpacks, and says what came out, or which class refused. */
  static final class Child {
    public static void main(String[] words) throws IOException {
      try {
        byte[] tar = Files.readAllBytes(Path.of(words[0]));
        Unpacked unpacked = Unpacked.in(Path.of(words[1]), tar);
        assertArrayEquals(tar, unpacked.rebuilt());
        System.out.println("entries " + unpacked.layer().entries());
      } catch (LayerException refused) {
        System.out.println(refused.getClass().getSimpleName());
      }
    }
  }

  private String unpackWith(byte[] tar, String... before) throws Exception {
    Path file = Files.write(folder.resolve("layer.tar"), tar);
    List<String> command = new ArrayList<>(List.of(before));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            file.toString(),
            folder.resolve("layer").toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said.strip();
  }

  @Test
  void in_a_user_namespace_files_are_the_users_own_and_devices_are_left_out() throws Exception {
    Parts.need("user namespaces", "util-linux", UnpackingInOtherWorldsTest::mayUnshare);
    byte[] tar =
        new RawTar()
            .add(header("f", '0').mode(04755).owner(48, 49).content("x"))
            .add(header("null", '3').device(1, 3))
            .add(header("gone", '3').device(0, 0))
            .file("d/.wh..wh..opq", "")
            .file("d/.wh.ghost", "")
            .file("e/.wh.away", "")
            .closed();
    assertEquals("entries 6", unpackWith(tar, "unshare", "--user", "--map-root-user"));
    Path diff = folder.resolve("layer/diff");
    assertEquals(Privileges.user(), FileStatus.of(diff.resolve("f")).uid());
    assertEquals("-rwsr-xr-x", FileStatus.of(diff.resolve("f")).mode());
    assertEquals(Optional.empty(), FileStatus.find(diff.resolve("null")));
    assertTrue(FileStatus.of(diff.resolve("gone")).isZeroDevice());
    assertTrue(FileStatus.of(diff.resolve("e/away")).isZeroDevice());
    assertEquals(Optional.of("y"), Xattrs.get(diff.resolve("d"), "user.overlay.opaque"));
  }

  private static boolean mayUnshare() {
    try {
      return new ProcessBuilder("unshare", "--user", "--map-root-user", "true").start().waitFor()
          == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  @Test
  void a_full_disk_is_told_as_one() throws Exception {
    Parts.need(
        "root of the machine",
        "sudo",
        () -> Privileges.isSuperuser() && !Privileges.isInUserNamespace());
    Files.createDirectory(folder.resolve("layer"));
    byte[] tar = new RawTar().file("large", "x".repeat(1 << 20)).closed();
    String mount = "mount -t tmpfs -o size=256k none \"$0\" && exec \"$@\"";
    assertEquals(
        "DiskFull",
        unpackWith(
            tar,
            "unshare",
            "--mount",
            "--propagation",
            "private",
            "sh",
            "-c",
            mount,
            folder.resolve("layer").toString()));
  }

  @Test
  void folders_may_lie_deeper_than_a_path_is_long() {
    String deep = "d/".repeat(2000) + "f";
    byte[] tar = new RawTar().pax("path", deep).file("f", "x").closed();
    Unpacked unpacked = Unpacked.in(folder.resolve("layer"), tar);
    assertArrayEquals(tar, unpacked.rebuilt());
    try (OpenFolder top = OpenFolder.at(unpacked.diff())) {
      assertTrue(top.find(deep.substring(0, 3999).getBytes(StandardCharsets.UTF_8)).isPresent());
      top.removeTree(new byte[] {'d'});
      assertEquals(List.of(), top.names());
    }
  }
}
