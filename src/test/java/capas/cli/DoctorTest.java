package capas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.Parts;
import capas.linux.Privileges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor, on this machine and where the same machine gives fewer rights. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DoctorTest {

  private static final String AS_ROOT = "OverlayFS as root";
  private static final String AS_USER = "OverlayFS without being root";
  private static final String WHITEOUT = "making a whiteout";
  private static final String KERNEL = "the Jupyter kernel";

  @TempDir private Path cache;

  @BeforeAll
  static void need_the_machine() {
    Parts.need(
        "user namespaces",
        "util-linux",
        () -> Said.by(List.of("unshare", "-Ur", "true")).code() == 0);
    Parts.need("Jupyter", "jupyter-notebook", () -> Jupyter.missing().isEmpty());
  }

  @Test
  void finds_all_well_where_root_looks() {
    needRoot();
    Typed typed = doctor();
    for (String subject : List.of("JDK", AS_ROOT, AS_USER, WHITEOUT, "Jupyter", KERNEL)) {
      assertTrue(says(typed, "works", subject), typed.out());
    }
    assertEquals(0, typed.code(), typed.all());
  }

  @Test
  void knows_whether_layers_are_decompressed_by_ISA_L() {
    Parts.need(
        "libisal.so.2",
        "libisal2",
        () -> Said.by(List.of("/sbin/ldconfig", "-p")).text().contains("libisal.so.2"));
    assertTrue(says(doctor(), "works", "ISA-L"));
    String without = "mount --bind /dev/null /etc/ld.so.cache; exec \"$@\"";
    Typed typed = doctor("unshare", "-Urm", "sh", "-c", without, "sh");
    assertTrue(says(typed, "missing", "ISA-L"), typed.out());
    assertTrue(typed.out().contains("install --no-install-recommends libisal2"), typed.out());
  }

  @Test
  void sees_that_an_ordinary_user_mounts_only_in_a_namespace() {
    needRoot();
    Typed typed =
        doctor(
            "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--bounding-set=-all");
    assertTrue(says(typed, "broken", AS_ROOT), typed.out());
    assertTrue(says(typed, "works", AS_USER), typed.out());
    assertTrue(says(typed, "works", WHITEOUT), typed.out());
  }

  @Test
  void does_not_believe_in_the_number_of_root() {
    needRoot();
    Typed typed = doctor("setpriv", "--bounding-set=-all", "--inh-caps=-all");
    assertTrue(says(typed, "broken", AS_ROOT), typed.out());
  }

  @Test
  void sees_that_a_namespace_without_maps_may_make_no_other() {
    Typed typed = doctor("unshare", "--user");
    assertTrue(says(typed, "broken", AS_ROOT), typed.out());
    assertTrue(says(typed, "broken", AS_USER), typed.out());
    assertEquals(1, typed.code(), typed.all());
  }

  @Test
  void names_the_setting_that_forbids_namespaces() {
    Typed typed =
        doctor(
            "unshare",
            "--user",
            "--map-root-user",
            "sh",
            "-c",
            "echo 0 > /proc/sys/user/max_user_namespaces; exec setpriv --bounding-set=-all \"$@\"",
            "sh");
    assertTrue(says(typed, "broken", AS_USER), typed.out());
    assertTrue(typed.out().contains("sysctl user.max_user_namespaces="), typed.out());
    assertEquals(1, typed.code(), typed.all());
  }

  @Test
  void tells_one_finding_a_line_and_leaves_nothing() throws IOException {
    Typed typed = doctor();
    List<String> findings = typed.out().lines().takeWhile(line -> !line.isEmpty()).toList();
    assertTrue(findings.size() >= 11, typed.out());
    for (String finding : findings) {
      assertTrue(finding.matches("(works|broken|missing) +\\S.*"), finding);
    }
    assertFalse(typed.all().contains("\tat "), typed.all());
    try (var left = Files.newDirectoryStream(Path.of("/var/tmp"), "capas-doctor-*")) {
      assertFalse(left.iterator().hasNext(), "a folder in /var/tmp");
    }
  }

  private static void needRoot() {
    Parts.need(
        "the rights of root",
        "sudo",
        () -> Privileges.isSuperuser() && !Privileges.isInUserNamespace());
  }

  private static boolean says(Typed typed, String state, String subject) {
    return typed.out().lines().anyMatch(line -> line.matches(state + " +" + subject + ".*"));
  }

  private Typed doctor(String... stage) {
    cache.toFile().setWritable(true, false);
    cache.toFile().setReadable(true, false);
    cache.toFile().setExecutable(true, false);
    List<String> words = new ArrayList<>(List.of(stage));
    words.addAll(List.of(Path.of("capas").toAbsolutePath().toString(), "doctor"));
    return Typed.with(
        Map.of("CAPAS_LANG", "en", "XDG_CACHE_HOME", cache.toString()),
        Path.of(words.getFirst()),
        words.subList(1, words.size()).toArray(String[]::new));
  }
}
