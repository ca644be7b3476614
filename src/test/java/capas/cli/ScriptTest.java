package capas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.Copy;
import capas.Parts;
import capas.linux.Privileges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code capas}: what it does before Java. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ScriptTest {

  private static final Map<String, String> ENGLISH = Map.of("CAPAS_LANG", "en");

  @TempDir private Path folder;

  @Test
  void works_through_a_link_from_anywhere() throws IOException, InterruptedException {
    Path link = Files.createSymbolicLink(folder.resolve("enlace"), Copy.in(folder).script());
    Typed typed =
        Typed.with(ENGLISH, Path.of("/usr/bin/env"), "-C", "/", link.toString(), "--version");
    assertTrue(typed.out().startsWith("capas "), typed.all());
    assertEquals("", typed.err(), "nothing was to be built");
  }

  @Test
  void builds_once_when_a_source_is_newer_than_the_jar() throws IOException, InterruptedException {
    Copy copy = Copy.in(folder);
    makeNewer(copy);
    List<Process> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      ProcessBuilder builder = new ProcessBuilder(copy.script().toString(), "--version");
      builder.environment().putAll(ENGLISH);
      both.add(
          builder
              .redirectError(folder.resolve("err" + i).toFile())
              .redirectOutput(folder.resolve("out" + i).toFile())
              .start());
    }
    int builds = 0;
    for (int i = 0; i < 2; i++) {
      assertEquals(0, both.get(i).waitFor(), Files.readString(folder.resolve("err" + i)));
      assertTrue(Files.readString(folder.resolve("out" + i)).startsWith("capas "));
      builds += Files.readString(folder.resolve("err" + i)).contains("Building") ? 1 : 0;
    }
    assertEquals(1, builds, "how many of the two built");
  }

  @Test
  void says_where_native_code_may_lie_if_no_program_may_be_run_from_tmp() {
    needRoot();
    String noexec =
        """
        set -e
        mount -t tmpfs -o size=16m none /mnt
        for place in /tmp /var/tmp; do
          mount --bind "$place" "$place"
          mount -o remount,bind,noexec "$place"
        done
        capas=$PWD/capas
        cd "$1"
        sh "$capas" pull 127.0.0.1:1/nothing --root store
        """;
    Said refused = Said.by(privately(noexec));
    assertTrue(refused.text().contains("noexec"), refused.text());
    assertTrue(refused.text().contains("TMPDIR"), refused.text());
    assertFalse(refused.text().contains("\tat "), refused.text());
    Said helped = Said.by(privately(noexec.replace("sh \"$capas\"", "TMPDIR=/mnt sh \"$capas\"")));
    assertFalse(helped.text().contains("noexec"), helped.text());
    assertTrue(helped.text().contains("127.0.0.1:1"), helped.text());
  }

  private List<String> privately(String script) {
    return List.of(
        "unshare", "--mount", "--propagation=private", "sh", "-c", script, "sh", folder.toString());
  }

  @Test
  void says_so_where_it_must_build_and_may_not_write() throws IOException, InterruptedException {
    needRoot();
    Copy copy = Copy.in(folder);
    makeNewer(copy);
    Typed typed = asNobody("", copy.script() + "", "help");
    assertEquals(1, typed.code(), typed.all());
    assertTrue(typed.err().contains("Next: git clone '" + copy.top() + "'"), typed.err());
  }

  @Test
  void serves_an_ordinary_user_who_may_only_read() throws IOException, InterruptedException {
    needRoot();
    Copy copy = Copy.in(folder);
    Typed typed = asNobody("", copy.script() + "", "help");
    assertEquals(0, typed.code(), typed.all());
  }

  @Test
  void asks_for_a_JDK_where_there_is_none() throws IOException, InterruptedException {
    needRoot();
    Path none = Files.createDirectories(folder.resolve("none"));
    Typed typed =
        asNobody(
            "mount --bind '" + none + "' /usr/lib/jvm && ", Copy.in(folder).script() + "", "help");
    assertEquals(1, typed.code(), typed.all());
    assertTrue(typed.err().contains("JDK, version 21 or later"), typed.err());
    assertTrue(typed.err().contains("Next: "), typed.err());
    assertFalse(typed.err().contains("password"), typed.err());
  }

  /** In a mount namespace where {@code first} was done, as a user who has no rights. */
  private Typed asNobody(String first, String... words) throws IOException {
    for (Path path = folder; path.getNameCount() > 1; path = path.getParent()) {
      path.toFile().setExecutable(true, false);
      path.toFile().setReadable(true, false);
    }
    List<String> all =
        new ArrayList<>(
            List.of(
                "--mount",
                "--propagation",
                "private",
                "sh",
                "-c",
                first
                    + "exec setpriv --reuid=65534 --regid=65534 --clear-groups env -u JAVA_HOME \"$@\"",
                "sh"));
    all.addAll(List.of(words));
    return Typed.with(ENGLISH, Path.of("/usr/bin/unshare"), all.toArray(String[]::new));
  }

  private static void makeNewer(Copy copy) throws IOException {
    Files.setLastModifiedTime(
        copy.top().resolve("src/main/java/capas/cli/Main.java"), FileTime.from(Instant.now()));
  }

  private static void needRoot() {
    Parts.need(
        "the rights of root",
        "sudo",
        () -> Privileges.isSuperuser() && !Privileges.isInUserNamespace());
  }
}
