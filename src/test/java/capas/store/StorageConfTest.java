package capas.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.Parts;
import capas.linux.Privileges;
import capas.store.StorageConf.Flags;
import capas.store.StorageConf.Origin;
import capas.store.StorageConf.Place;
import capas.store.StorageConf.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StorageConfTest {

  @TempDir Path machine;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void folders() throws IOException {
    Files.createDirectories(machine.resolve("home/ana/.config/containers"));
    Files.createDirectories(machine.resolve("etc/containers"));
    Files.createDirectories(machine.resolve("usr/share/containers"));
  }

  private Account root() {
    return new Account(0, machine.resolve("root"), environment, machine);
  }

  private Account ana() {
    return new Account(1000, machine.resolve("home/ana"), environment, machine);
  }

  private Path conf(String file, String... lines) throws IOException {
    Path path = machine.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, "[storage]\n" + String.join("\n", lines) + "\n");
  }

  private static String[] roots(String name) {
    return new String[] {
      "driver = \"overlay\"", "graphroot = \"/g/" + name + "\"", "runroot = \"/r/" + name + "\""
    };
  }

  private static List<State> states(StorageConf conf) {
    return conf.candidates().stream().map(StorageConf.Candidate::state).toList();
  }

  @Test
  void without_a_file_everything_is_built_in_and_the_last_place_is_named() {
    StorageConf conf = StorageConf.read(root(), Flags.NONE);
    assertEquals(Path.of("/var/lib/containers/storage"), conf.graphroot());
    assertEquals(Path.of("/run/containers/storage"), conf.runroot());
    assertEquals(Optional.empty(), conf.driver());
    assertEquals(machine.resolve("usr/share/containers/storage.conf"), conf.file());
    assertEquals(List.of(State.ABSENT, State.ABSENT), states(conf));
    assertTrue(conf.settings().stream().allMatch(s -> s.origin() instanceof Origin.BuiltIn));
  }

  @Test
  void etc_wins_over_usr_and_nothing_is_merged() throws IOException {
    conf("usr/share/containers/storage.conf", roots("usr"));
    assertEquals(Path.of("/g/usr"), StorageConf.read(root(), Flags.NONE).graphroot());
    Path etc = conf("etc/containers/storage.conf", roots("etc"));
    StorageConf conf = StorageConf.read(root(), Flags.NONE);
    assertEquals(Path.of("/g/etc"), conf.graphroot());
    assertEquals(etc, conf.file());
    assertEquals(List.of(State.READ, State.NOT_LOOKED_AT), states(conf));
  }

  @Test
  void the_variable_wins_over_all_files_and_its_file_must_be_there() throws IOException {
    conf("etc/containers/storage.conf", roots("etc"));
    environment.put("CONTAINERS_STORAGE_CONF", conf("mine.conf", roots("mine")).toString());
    assertEquals(Path.of("/g/mine"), StorageConf.read(root(), Flags.NONE).graphroot());
    environment.put("CONTAINERS_STORAGE_CONF", "/nowhere.conf");
    assertThrows(
        StoreException.BrokenConfiguration.class, () -> StorageConf.read(root(), Flags.NONE));
  }

  @Test
  void flags_win_and_leave_the_rest_as_it_is() throws IOException {
    conf("etc/containers/storage.conf", roots("etc"));
    Flags root =
        new Flags(Optional.of(Path.of("/x")), Optional.empty(), Optional.empty(), List.of());
    StorageConf conf = StorageConf.read(root(), root);
    assertEquals(Path.of("/x"), conf.graphroot());
    assertEquals(Path.of("/r/etc"), conf.runroot());
    assertEquals(
        new Origin.Flag("--root"),
        conf.settings().stream()
            .filter(setting -> setting.name().equals("graphroot"))
            .findFirst()
            .orElseThrow()
            .origin());
  }

  @Test
  void a_file_for_root_without_a_runroot_is_refused() throws IOException {
    conf("etc/containers/storage.conf", "driver = \"vfs\"");
    assertThrows(
        StoreException.ConfigurationWithout.class, () -> StorageConf.read(root(), Flags.NONE));
  }

  @Test
  void a_user_has_a_store_at_home() {
    StorageConf conf = StorageConf.read(ana(), Flags.NONE);
    assertTrue(conf.rootless());
    assertEquals(machine.resolve("home/ana/.local/share/containers/storage"), conf.graphroot());
    assertEquals(Path.of("/run/user/1000/containers"), conf.runroot());
    assertEquals(machine.resolve("home/ana/.config/containers/storage.conf"), conf.file());
    assertEquals(Place.HOME, conf.candidates().getFirst().place());
  }

  @Test
  void a_user_takes_driver_and_rootless_path_from_the_machine_and_no_graphroot()
      throws IOException {
    conf(
        "etc/containers/storage.conf",
        "driver = \"overlay2\"",
        "graphroot = \"/g/etc\"",
        "rootless_storage_path = \"/srv/$UID/storage\"");
    StorageConf conf = StorageConf.read(ana(), Flags.NONE);
    assertEquals(Path.of("/srv/1000/storage"), conf.graphroot());
    assertEquals(Optional.of("overlay"), conf.driver());
    assertEquals(List.of(State.ABSENT, State.READ_IN_PART, State.NOT_LOOKED_AT), states(conf));
  }

  @Test
  void a_users_own_file_counts_alone() throws IOException {
    conf("etc/containers/storage.conf", "driver = \"vfs\"", "rootless_storage_path = \"/srv\"");
    conf("home/ana/.config/containers/storage.conf", "graphroot = \"$HOME/images\"");
    StorageConf conf = StorageConf.read(ana(), Flags.NONE);
    assertEquals(machine.resolve("home/ana/images"), conf.graphroot());
    assertEquals(Optional.empty(), conf.driver());
    environment.put("XDG_CONFIG_HOME", machine.resolve("xdg").toString());
    conf("xdg/containers/storage.conf", "graphroot = \"/x\"");
    assertEquals(Path.of("/x"), StorageConf.read(ana(), Flags.NONE).graphroot());
  }

  @Test
  void additional_stores_come_from_the_file_or_from_a_flag() throws IOException {
    conf("etc/containers/storage.conf", roots("etc"));
    Files.writeString(
        machine.resolve("etc/containers/storage.conf"),
        "[storage.options]\nadditionalimagestores = [\"/a\", \"/b\"]\n",
        java.nio.file.StandardOpenOption.APPEND);
    assertEquals(
        List.of(Path.of("/a"), Path.of("/b")),
        StorageConf.read(root(), Flags.NONE).additionalImageStores());
    Flags flag =
        new Flags(
            Optional.empty(), Optional.empty(), Optional.empty(), List.of("overlay.imagestore=/c"));
    assertEquals(List.of(Path.of("/c")), StorageConf.read(root(), flag).additionalImageStores());
  }

  @Test
  void what_is_no_toml_is_refused_with_its_place() throws IOException {
    Path file = machine.resolve("etc/containers/storage.conf");
    Files.writeString(file, "[storage]\ngraphroot = [1\n");
    StoreException refusal =
        assertThrows(
            StoreException.BrokenConfiguration.class, () -> StorageConf.read(root(), Flags.NONE));
    assertTrue(refusal.what(capas.words.Language.EN).contains(file.toString()));
  }

  /** In a mount namespace of its own, where /etc/containers is what the test wants. */
  @Test
  void podman_comes_to_the_same_answers() throws Exception {
    Parts.need("podman", "podman", () -> Files.isExecutable(Path.of("/usr/bin/podman")));
    Parts.need("root", "util-linux; run as root", Privileges::isSuperuser);
    conf("usr/share/containers/storage.conf", real("usr"));
    assertPodmanAgrees();
    conf("etc/containers/storage.conf", real("etc"));
    assertPodmanAgrees();
    environment.put("CONTAINERS_STORAGE_CONF", conf("mine.conf", real("mine")).toString());
    assertPodmanAgrees();
  }

  private String[] real(String name) {
    return new String[] {
      "driver = \"overlay\"",
      "graphroot = \"" + machine.resolve("g").resolve(name) + "\"",
      "runroot = \"" + machine.resolve("r").resolve(name) + "\""
    };
  }

  private void assertPodmanAgrees() throws Exception {
    StorageConf ours = StorageConf.read(root(), Flags.NONE);
    String script =
        """
        mount --bind %1$s/etc/containers /etc/containers
        mount --bind %1$s/usr/share/containers /usr/share/containers
        podman info --format '{{.Store.GraphRoot}} {{.Store.RunRoot}} {{.Store.ConfigFile}}'
        """
            .formatted(machine);
    ProcessBuilder builder =
        new ProcessBuilder("unshare", "--mount", "--propagation", "private", "sh", "-ec", script);
    builder.environment().keySet().removeIf(name -> name.startsWith("XDG_"));
    builder.environment().putAll(environment);
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(process.getInputStream().readAllBytes()).strip();
    assertEquals(0, process.waitFor());
    String file = ours.file().toString();
    String inMachine =
        file.startsWith(machine + "/etc/") || file.startsWith(machine + "/usr/")
            ? file.substring(machine.toString().length())
            : file;
    assertEquals(ours.graphroot() + " " + ours.runroot() + " " + inMachine, said);
  }
}
