package capas.explain;

import capas.lab.BiographySeen;
import capas.lab.ConfigurationSeen;
import capas.lab.DiskUsageSeen;
import capas.lab.DriversSeen;
import capas.lab.ImageMounted;
import capas.lab.PodmanSaid;
import capas.lab.SharedSeen;
import capas.lab.StoreInfoSeen;
import capas.layer.LayerEntry;
import capas.store.Biography;
import capas.store.Biography.Event;
import capas.store.Driver;
import capas.store.Sharing;
import capas.store.StorageConf.Origin;
import capas.store.StoreInfo;
import capas.store.StoredImage;
import capas.words.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a store is told to be, what it takes, and what shows of it. */
final class StoreStateExplanations {

  private static final int PAGE_IN_BYTES = 4096;

  private final Phrases phrases;

  StoreStateExplanations(Phrases phrases) {
    this.phrases = phrases;
  }

  private static String verdict(StoreInfo.Fact fact, Map<String, String> podmans) {
    if (fact.value().isEmpty() || !podmans.containsKey(fact.key())) {
      return "not-compared";
    }
    if (fact.value().get().equals(podmans.get(fact.key()))) {
      return "same";
    }
    return fact.key().equals("graphRootUsed") ? "moving" : "different";
  }

  List<Block> info(StoreInfoSeen seen) {
    List<List<String>> rows = new ArrayList<>();
    Map<String, String> podmans = seen.podmans().orElse(Map.of());
    for (StoreInfo.Fact fact : seen.ours().facts()) {
      String ours = fact.value().orElse(phrases.say("info.unknown"));
      List<String> row =
          new ArrayList<>(List.of(fact.key(), ours, phrases.say("source." + fact.source())));
      if (seen.podmans().isPresent()) {
        row.add(podmans.getOrDefault(fact.key(), phrases.say("info.silent")));
        row.add(phrases.say("info." + verdict(fact, podmans)));
      }
      rows.add(row);
    }
    List<String> header =
        new ArrayList<>(
            List.of(phrases.say("info.key"), phrases.say("info.ours"), phrases.say("info.source")));
    if (seen.podmans().isPresent()) {
      header.add("podman info");
      header.add(phrases.say("info.verdict"));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Command(List.of("podman info | grep -A19 store:"), List.of()));
    blocks.add(new Block.Table(phrases.say("info.caption"), header, rows));
    if (seen.podmans().isEmpty()) {
      blocks.add(new Block.Paragraph(phrases.say("info.no-podman")));
    }
    return blocks;
  }

  List<Block> configuration(ConfigurationSeen seen) {
    return List.of(
        new Block.Table(
            phrases.say(seen.conf().rootless() ? "conf.rootless" : "conf.rootful"),
            List.of(phrases.say("conf.file"), phrases.say("conf.place"), phrases.say("conf.state")),
            seen.conf().candidates().stream()
                .map(candidate ->
                    List.of(
                        candidate.file().toString(),
                        phrases.say("place." + candidate.place()),
                        phrases.say("state." + candidate.state())))
                .toList()),
        new Block.Table(
            phrases.say("conf.settings"),
            List.of(phrases.say("conf.name"), phrases.say("conf.value"), phrases.say("conf.from")),
            seen.conf().settings().stream()
                .map(setting -> List.of(setting.name(), setting.value(), origin(setting.origin())))
                .toList()),
        new Block.Paragraph(phrases.say("conf.how", seen.conf().file())));
  }

  private String origin(Origin origin) {
    return switch (origin) {
      case Origin.Flag flag -> flag.flag();
      case Origin.Variable variable -> "$" + variable.name();
      case Origin.InFile file -> file.file().toString();
      case Origin.BuiltIn builtIn -> phrases.say("origin.built-in");
    };
  }

  List<Block> drivers(DriversSeen seen) {
    List<List<String>> rows = new ArrayList<>();
    for (Driver driver : seen.drivers()) {
      rows.add(
          List.of(
              driver.kind().word(),
              phrases.say(driver.possible() ? "driver.possible" : "driver.impossible"),
              phrases.say("driver." + driver.reason()),
              driver.evidence()));
    }
    return List.of(
        new Block.Table(
            phrases.say("drivers.caption", seen.graphroot()),
            List.of(
                phrases.say("drivers.name"),
                phrases.say("drivers.here"),
                phrases.say("drivers.reason"),
                phrases.say("drivers.seen")),
            rows));
  }

  List<Block> shared(SharedSeen seen) {
    List<List<String>> rows = new ArrayList<>();
    for (Sharing.SharedLayer layer : seen.sharing().layers()) {
      rows.add(
          List.of(
              layer.layer().toString(),
              Sizes.of(layer.sizeInBytes()),
              Integer.toString(layer.images().size()),
              layer.images().stream().map(StoredImage::name).collect(Collectors.joining(", "))));
    }
    return List.of(
        new Block.Table(
            phrases.say("shared.caption"),
            List.of(
                phrases.say("shared.layer"),
                phrases.say("shared.size"),
                phrases.say("shared.count"),
                phrases.say("shared.images")),
            rows),
        new Block.Paragraph(
            phrases.say(
                "shared.sum",
                Sizes.of(seen.sharing().ifNotSharedInBytes()),
                Sizes.of(seen.sharing().onceInBytes()),
                Sizes.of(seen.onDisk().blocksInBytes()))));
  }

  List<Block> diskUsage(DiskUsageSeen seen) {
    List<String> output = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (DiskUsageSeen.Line line : seen.lines()) {
      output.add(line.usage().blocksInBytes() / 1024 + "\t" + line.folder());
      rows.add(
          List.of(
              line.folder(),
              Sizes.of(line.usage().blocksInBytes()),
              Sizes.of(line.usage().contentInBytes()),
              Long.toString(line.usage().names()),
              Long.toString(line.usage().inodes())));
    }
    return List.of(
        new Block.Command(
            List.of(
                "du -s "
                    + seen.lines().stream()
                        .map(DiskUsageSeen.Line::folder)
                        .collect(Collectors.joining(" "))),
            output),
        new Block.Table(
            phrases.say("usage.caption"),
            List.of(
                phrases.say("usage.folder"),
                phrases.say("usage.blocks"),
                phrases.say("usage.content"),
                phrases.say("usage.names"),
                phrases.say("usage.inodes")),
            rows));
  }

  List<Block> biography(BiographySeen seen) {
    Biography biography = seen.biography();
    if (biography.events().isEmpty()) {
      return List.of(new Block.Paragraph(phrases.say("life.none", seen.image(), biography.path())));
    }
    List<List<String>> rows = new ArrayList<>();
    for (Event event : biography.events()) {
      rows.add(
          List.of(
              Integer.toString(event.layer()),
              said(event),
              size(event),
              event.stored().toString()));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Table(
            phrases.say("life.caption", biography.path()),
            List.of(
                phrases.say("life.layer"),
                phrases.say("life.event"),
                phrases.say("life.size"),
                phrases.say("life.folder")),
            rows));
    blocks.add(
        new Block.Paragraph(
            phrases.say(biography.isSeen() ? "life.seen" : "life.unseen", seen.image())));
    long covered =
        biography.coveredVersions().stream().mapToLong(StoreStateExplanations::bytes).sum();
    if (!biography.coveredVersions().isEmpty()) {
      blocks.add(
          new Block.Note(
              Block.Note.Kind.REMARK,
              phrases.say("life.covered", biography.coveredVersions().size(), Sizes.of(covered))));
    }
    return blocks;
  }

  private String said(Event event) {
    return switch (event) {
      case Event.Born born -> phrases.say("life.born");
      case Event.Changed changed -> phrases.say("life.changed");
      case Event.Reborn reborn -> phrases.say("life.reborn");
      case Event.Hidden hidden -> phrases.say("life." + hidden.means(), hidden.by());
    };
  }

  private static String size(Event event) {
    return switch (event) {
      case Event.Born born -> Sizes.of(bytes(born.entry()));
      case Event.Changed changed -> Sizes.of(bytes(changed.entry()));
      case Event.Reborn reborn -> Sizes.of(bytes(reborn.entry()));
      case Event.Hidden hidden -> "";
    };
  }

  private static long bytes(LayerEntry entry) {
    return entry instanceof LayerEntry.RegularFile ? entry.status().sizeInBytes() : 0;
  }

  List<Block> mounted(ImageMounted mounted) {
    return List.of(
        new Block.Command(mounted.commands(), List.of()),
        new Block.Command(List.of("mount -t overlay"), List.of(mounted.line().toString())),
        ShellOutput.of(mounted.listing()),
        new Block.Paragraph(
            phrases.say(
                "mounted.names",
                mounted.layers(),
                mounted.bytesWithLinks(),
                mounted.bytesWithIds(),
                PAGE_IN_BYTES,
                most(mounted.bytesWithLinks(), mounted.layers()),
                most(mounted.bytesWithIds(), mounted.layers()))));
  }

  /** How many layers of such names fit into a page. */
  private static int most(int bytes, int layers) {
    return PAGE_IN_BYTES * layers / (bytes + 1);
  }

  List<Block> podman(PodmanSaid said) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Command(List.of(said.command()), said.output()));
    if (said.exitStatus() != 0) {
      blocks.add(
          new Block.Note(Block.Note.Kind.WRONG, phrases.say("podman.status", said.exitStatus())));
    }
    return blocks;
  }
}
