package capas.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The section {@code store:} of {@code podman info}, found out without Podman: from storage.conf,
 * the store's lists, the kernel and the file system.
 *
 * @param facts in Podman's order
 */
public record StoreInfo(StorageConf conf, List<Fact> facts) {

  /**
   * One line.
   *
   * @param key with a dot where Podman indents: {@code imageStore.number}
   * @param value nothing, where only Podman itself can know
   */
  public record Fact(String key, Optional<String> value, Source source) {}

  /** Where a fact comes from. */
  public enum Source {
    CONFIGURATION,
    LISTS,
    FILE_SYSTEM,
    KERNEL,
    /** Kept in Podman's own database. */
    DATABASE
  }

  /** What containers/storage calls the file systems that it knows. */
  private static final Map<String, String> FILE_SYSTEMS =
      Map.ofEntries(
          Map.entry("ext2", "extfs"),
          Map.entry("ext3", "extfs"),
          Map.entry("ext4", "extfs"),
          Map.entry("overlay", "overlayfs"),
          Map.entry("btrfs", "btrfs"),
          Map.entry("xfs", "xfs"),
          Map.entry("tmpfs", "tmpfs"),
          Map.entry("zfs", "zfs"),
          Map.entry("nfs", "nfs"),
          Map.entry("nfs4", "nfs"),
          Map.entry("f2fs", "f2fs"),
          Map.entry("ecryptfs", "ecryptfs"),
          Map.entry("aufs", "aufs"));

  private static final Path OVERLAY_PARAMETERS = Path.of("/sys/module/overlay/parameters");

  public StoreInfo {
    facts = List.copyOf(facts);
  }

  /** Of the store that this configuration names, which need not exist yet. */
  public static StoreInfo of(StorageConf conf) {
    List<Fact> facts = new ArrayList<>();
    Path own = conf.imagestore().orElse(conf.graphroot());
    Optional<String> there = driverThere(own);
    String driver = conf.driver().or(() -> there).orElse(GraphRoot.OVERLAY);
    GraphRoot root = new GraphRoot(conf.graphroot(), driver);
    facts.add(configured("configFile", conf.file()));
    containers(root, facts);
    facts.add(
        conf.driver().isPresent()
            ? configured("graphDriverName", driver)
            : new Fact("graphDriverName", Optional.of(driver), Source.FILE_SYSTEM));
    conf.additionalImageStores()
        .forEach(path -> facts.add(configured("graphOptions." + driver + ".imagestore", path)));
    facts.add(configured("graphRoot", conf.graphroot()));
    space(conf.graphroot(), facts);
    status(driver, conf.graphroot(), facts);
    facts.add(
        configured(
            "imageCopyTmpDir", Optional.ofNullable(System.getenv("TMPDIR")).orElse("/var/tmp")));
    int images = there.isPresent() ? Store.open(conf).images().size() : 0;
    facts.add(new Fact("imageStore.number", Optional.of(Integer.toString(images)), Source.LISTS));
    facts.add(configured("runRoot", conf.runroot()));
    facts.add(configured("volumePath", conf.graphroot().resolve("volumes")));
    return new StoreInfo(conf, facts);
  }

  private static Optional<String> driverThere(Path graphroot) {
    try {
      return Optional.of(Store.driverIn(graphroot));
    } catch (StoreException.NotAStore notYet) {
      return Optional.empty();
    }
  }

  private static Fact configured(String key, Object value) {
    return new Fact(key, Optional.of(value.toString()), Source.CONFIGURATION);
  }

  /** How many there are is in the list; what they do is in Podman's database. */
  private static void containers(GraphRoot root, List<Fact> facts) {
    RecordList<String> ids =
        new RecordList<>(fields -> fields.requiredName("id"), (id, to) -> {}, List.of());
    int number =
        ids.read(root.containers().resolve("containers.json")).size()
            + ids.read(root.containers().resolve("volatile-containers.json")).size();
    facts.add(
        new Fact("containerStore.number", Optional.of(Integer.toString(number)), Source.LISTS));
    for (String state : List.of("paused", "running", "stopped")) {
      facts.add(
          number == 0
              ? new Fact("containerStore." + state, Optional.of("0"), Source.LISTS)
              : new Fact("containerStore." + state, Optional.empty(), Source.DATABASE));
    }
  }

  private static void space(Path graphroot, List<Fact> facts) {
    Path existing = graphroot.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      FileStore disk = Files.getFileStore(existing);
      long all = disk.getTotalSpace();
      long used = all - disk.getUnallocatedSpace();
      facts.add(fact("graphRootAllocated", Long.toString(all), Source.FILE_SYSTEM));
      facts.add(fact("graphRootUsed", Long.toString(used), Source.FILE_SYSTEM));
    } catch (IOException e) {
      throw new StoreException.Failed(existing, e);
    }
  }

  private static void status(String driver, Path graphroot, List<Fact> facts) {
    if (!driver.equals(GraphRoot.OVERLAY)) {
      return;
    }
    String backing = FILE_SYSTEMS.getOrDefault(Driver.backing(graphroot).type(), "<unknown>");
    boolean redirects = isOn("redirect_dir");
    boolean metacopy = isOn("metacopy");
    facts.add(fact("graphStatus.Backing Filesystem", backing, Source.FILE_SYSTEM));
    facts.add(
        fact(
            "graphStatus.Native Overlay Diff",
            Boolean.toString(!redirects && !metacopy),
            Source.KERNEL));
    facts.add(fact("graphStatus.Supports d_type", "true", Source.FILE_SYSTEM));
    facts.add(fact("graphStatus.Using metacopy", Boolean.toString(metacopy), Source.KERNEL));
  }

  private static Fact fact(String key, String value, Source source) {
    return new Fact(key, Optional.of(value), source);
  }

  private static boolean isOn(String parameter) {
    Path file = OVERLAY_PARAMETERS.resolve(parameter);
    try {
      return Files.exists(file) && Files.readString(file).startsWith("Y");
    } catch (IOException e) {
      throw new StoreException.Failed(file, e);
    }
  }

  /**
   * The same section as Podman itself prints it, by the same keys.
   *
   * @param json what {@code podman info --format json} prints; nothing if it is not that
   */
  public static Optional<Map<String, String>> ofPodman(String json) {
    try {
      JsonNode store = new JsonMapper().readTree(json).path("store");
      Map<String, String> facts = new LinkedHashMap<>();
      flatten("", store, facts);
      return facts.isEmpty() ? Optional.empty() : Optional.of(facts);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static void flatten(String key, JsonNode node, Map<String, String> facts) {
    if (node.isObject()) {
      node.properties()
          .forEach(field ->
              flatten(
                  key.isEmpty() ? field.getKey() : key + "." + field.getKey(),
                  field.getValue(),
                  facts));
    } else if (node.isValueNode()) {
      facts.put(key, node.asText());
    }
  }

  /** One fact, if it is among these. */
  public Optional<String> find(String key) {
    return facts.stream().filter(fact -> fact.key().equals(key)).findFirst().flatMap(Fact::value);
  }
}
