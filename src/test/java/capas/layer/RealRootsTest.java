package capas.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.Parts;
import capas.blob.Digest;
import capas.linux.FileStatus;
import capas.linux.Privileges;
import capas.linux.Xattrs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Roots of real systems come out as {@code umoci unpack} makes them, and their tar can be made
 * again. Those of Debian are made once and kept in {@code ~/.cache/capas/roots}.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RealRootsTest {

  enum Root {
    BOOKWORM("bookworm", "base-files,base-passwd,passwd,login,util-linux,iputils-ping,dash,bash"),
    TRIXIE("trixie", "base-files,coreutils,mount,tar,gzip,perl-base,libc-bin"),
    BUSYBOX("bookworm", "busybox-static"),
    /** Time zones have many names for one file, and so have these compressors. */
    HARD_LINKS("bookworm", "tzdata,bzip2,gzip"),
    /** What packages do not have: devices, attributes, odd times and owners. */
    SPECIAL("", "");

    private final String release;
    private final String packages;

    Root(String release, String packages) {
      this.release = release;
      this.packages = packages;
    }

    Path tar() throws IOException {
      Path cache =
          Files.createDirectories(Path.of(System.getProperty("user.home"), ".cache/capas/roots"));
      Path tar = cache.resolve(name().toLowerCase(Locale.ROOT) + ".tar");
      if (!Files.exists(tar)) {
        Path half = cache.resolve("half-" + ProcessHandle.current().pid() + ".tar");
        run(release.isEmpty() ? special(half) : debian(half));
        Files.move(half, tar);
      }
      return tar;
    }

    private String[] debian(Path tar) {
      return new String[] {
        "mmdebstrap",
        "--quiet",
        "--variant=extract",
        "--include=" + packages,
        release,
        "" + tar,
        "http://deb.debian.org/debian"
      };
    }

    private static String[] special(Path tar) {
      String script =
          """
          set -e
          d=$(mktemp -d)
          trap 'rm -rf "$d"' EXIT
          cd "$d"
          mkdir -p dev bin var/lib
          mknod dev/null c 1 3
          mknod dev/sda b 8 0
          mknod dev/big c 500 70000
          mkfifo -m 0620 dev/pipe
          cp /usr/bin/true bin/ping
          setfattr -n security.capability -v 0x0100000200200000000000000000000000000000 bin/ping
          setfattr -n user.demo -v 'a value' bin
          ln bin/ping bin/ping6
          ln -s /bin/ping bin/abs
          ln bin/abs bin/abs2
          chown -h 12:34 bin/abs
          install -m 4755 -o 48 -g 49 /usr/bin/true bin/su
          chmod 3771 var
          chown 3000000:2000000 var/lib
          touch -d '2001-02-03 04:05:06.123456789' var/lib
          mkdir -p "$(seq -s/ 1000 1040)"
          truncate -s 1M var/zeros
          tar --xattrs --xattrs-include='*' --format=posix -cf "$1" .
          """;
      return new String[] {"sh", "-c", script, "special", "" + tar};
    }
  }

  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertEquals(0, process.waitFor(), () -> String.join(" ", command) + "\n" + said);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return said;
  }

  private static void need(String program) {
    Parts.need(program, program, () -> Files.isExecutable(Path.of("/usr/bin", program)));
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void a_root_comes_out_as_umoci_unpacks_it(Root root) throws IOException {
    Parts.need(
        "root of the machine",
        "sudo",
        () -> Privileges.isSuperuser() && !Privileges.isInUserNamespace());
    need("umoci");
    need("mmdebstrap");
    Path tar = root.tar();
    String layout = folder.resolve("layout").toString();
    run("umoci", "init", "--layout", layout);
    run("umoci", "new", "--image", layout + ":root");
    run("umoci", "raw", "add-layer", "--image", layout + ":root", tar.toString());
    run("umoci", "unpack", "--image", layout + ":root", folder.resolve("bundle").toString());

    byte[] bytes = Files.readAllBytes(tar);
    Unpacked unpacked = Unpacked.in(folder.resolve("ours"), bytes);
    SortedMap<String, String> theirs = tree(folder.resolve("bundle/rootfs"));
    SortedMap<String, String> ours = tree(unpacked.diff());
    assertTrue(ours.size() > 20, ours::toString);
    for (String name : theirs.keySet()) {
      assertEquals(theirs.get(name), ours.get(name), name);
    }
    assertEquals(theirs.keySet(), ours.keySet());
    assertArrayEquals(bytes, unpacked.rebuilt());
  }

  private static SortedMap<String, String> tree(Path top) throws IOException {
    SortedMap<String, String> found = new TreeMap<>();
    try (Stream<Path> names = Files.walk(top)) {
      names
          .filter(path -> !path.equals(top))
          .forEach(path -> found.put("" + top.relativize(path), all(path)));
    }
    return found;
  }

  /** Type, mode, owner, size, device, links, time, attributes and content. */
  private static String all(Path path) {
    FileStatus status = FileStatus.of(path);
    try {
      String content =
          switch (status.type()) {
            case REGULAR -> Digest.of(Files.readAllBytes(path)).hex();
            case SYMLINK -> Files.readSymbolicLink(path).toString();
            default -> "";
          };
      return String.join(
          " ",
          status.mode(),
          status.uid() + ":" + status.gid(),
          status.isFolder() ? "" : "" + status.sizeInBytes(),
          "" + status.device(),
          "" + status.links(),
          "" + status.modified(),
          "" + Xattrs.of(path),
          content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
