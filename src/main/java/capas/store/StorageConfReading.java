package capas.store;

import capas.store.StorageConf.Candidate;
import capas.store.StorageConf.Flags;
import capas.store.StorageConf.Origin;
import capas.store.StorageConf.Place;
import capas.store.StorageConf.Setting;
import capas.store.StorageConf.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows the precedence of containers/storage, file after file. */
final class StorageConfReading {

  private static final String NAME = "containers/storage.conf";
  private static final String BUILT_IN_GRAPHROOT = "/var/lib/containers/storage";
  private static final String BUILT_IN_RUNROOT = "/run/containers/storage";
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");

  private final Account account;
  private final Flags flags;
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<Setting> settings = new ArrayList<>();

  /** What a file says, where there is a file. */
  private record Said(Path file, StorageToml toml) {}

  StorageConfReading(Account account, Flags flags) {
    this.account = account;
    this.flags = flags;
  }

  StorageConf read() {
    return account.isRootless() ? rootless() : rootful();
  }

  private StorageConf rootful() {
    Path etc = account.file("/etc/" + NAME);
    Path usr = account.file("/usr/share/" + NAME);
    List<Candidate> files = new ArrayList<>();
    account
        .variable("CONTAINERS_STORAGE_CONF")
        .ifPresent(file -> files.add(candidate(Path.of(file), Place.VARIABLE)));
    files.add(candidate(etc, Place.ETC));
    account
        .variable("XDG_CONFIG_HOME")
        .ifPresent(folder -> files.add(candidate(Path.of(folder).resolve(NAME), Place.XDG)));
    files.add(candidate(usr, Place.USR));
    Optional<Said> said = first(files);
    settle(said, Path.of(BUILT_IN_GRAPHROOT), Path.of(BUILT_IN_RUNROOT), Optional.empty());
    said.ifPresent(file -> {
      need(file, StorageConf.RUNROOT, file.toml().runroot());
      need(file, StorageConf.GRAPHROOT, file.toml().graphroot());
    });
    return new StorageConf(false, candidates, said.map(Said::file).orElse(usr), settings);
  }

  private StorageConf rootless() {
    List<Candidate> own = new ArrayList<>();
    account
        .variable("CONTAINERS_STORAGE_CONF")
        .ifPresent(file -> own.add(candidate(Path.of(file), Place.VARIABLE)));
    boolean xdg = account.variable("XDG_CONFIG_HOME").isPresent();
    Path configured = account.folder("XDG_CONFIG_HOME", ".config").resolve(NAME);
    own.add(candidate(configured, xdg ? Place.XDG : Place.HOME));
    Optional<Said> said = first(own);
    Optional<Said> machine =
        said.isPresent()
            ? Optional.empty()
            : first(List.of(machine("/etc/"), machine("/usr/share/")));
    if (said.isPresent()) {
      candidates.add(new Candidate(account.file("/etc/" + NAME), Place.ETC, State.NOT_LOOKED_AT));
      candidates.add(
          new Candidate(account.file("/usr/share/" + NAME), Place.USR, State.NOT_LOOKED_AT));
    }
    Path data = account.folder("XDG_DATA_HOME", ".local/share");
    settle(
        said, data.resolve("containers/storage"), account.runtime().resolve("containers"), machine);
    Path named = said.map(Said::file).orElse(configured);
    return new StorageConf(true, candidates, named, settings);
  }

  private Candidate machine(String folder) {
    Place place = folder.equals("/etc/") ? Place.ETC : Place.USR;
    return new Candidate(account.file(folder + NAME), place, State.READ_IN_PART);
  }

  private static Candidate candidate(Path file, Place place) {
    return new Candidate(file, place, State.READ);
  }

  /** Reads the first that exists; the one of the variable must. */
  private Optional<Said> first(List<Candidate> files) {
    Optional<Said> found = Optional.empty();
    for (Candidate wanted : files) {
      State state = State.NOT_LOOKED_AT;
      if (found.isEmpty()) {
        boolean exists = Files.exists(wanted.file());
        if (exists || wanted.place() == Place.VARIABLE) {
          found = Optional.of(new Said(wanted.file(), StorageToml.read(wanted.file())));
        }
        state = exists ? wanted.state() : State.ABSENT;
      }
      candidates.add(new Candidate(wanted.file(), wanted.place(), state));
    }
    return found;
  }

  private void settle(Optional<Said> said, Path graphroot, Path runroot, Optional<Said> machine) {
    driver(said.or(() -> machine));
    settle(
        StorageConf.GRAPHROOT,
        flags.root(),
        "--root",
        file(said, StorageToml::graphroot)
            .or(() ->
                account.isRootless() ? rootlessPath(said.or(() -> machine)) : Optional.empty()),
        graphroot);
    settle(
        StorageConf.RUNROOT,
        flags.runroot(),
        "--runroot",
        file(said, StorageToml::runroot),
        runroot);
    said.flatMap(file -> file.toml().imagestore().map(path -> found(file, path)))
        .ifPresent(found -> add(StorageConf.IMAGESTORE, found));
    additional(said);
  }

  private void driver(Optional<Said> said) {
    Optional<Setting> setting =
        flags
            .driver()
            .map(name -> setting(StorageConf.DRIVER, name, new Origin.Flag("--storage-driver")))
            .or(() ->
                account
                    .variable("STORAGE_DRIVER")
                    .map(name ->
                        setting(StorageConf.DRIVER, name, new Origin.Variable("STORAGE_DRIVER"))))
            .or(() ->
                said.flatMap(file ->
                    file.toml()
                        .driver()
                        .map(name ->
                            setting(StorageConf.DRIVER, name, new Origin.InFile(file.file())))));
    setting.ifPresent(settings::add);
  }

  private static Setting setting(String name, String value, Origin origin) {
    boolean isAlias = name.equals(StorageConf.DRIVER) && value.equals("overlay2");
    return new Setting(name, isAlias ? "overlay" : value, origin);
  }

  private void additional(Optional<Said> said) {
    List<String> named =
        flags.options().stream()
            .filter(option -> option.matches("(overlay2?|vfs|\\.)?\\.?imagestore=.*"))
            .map(option -> option.substring(option.indexOf('=') + 1))
            .toList();
    for (String path : named) {
      settings.add(
          new Setting(StorageConf.ADDITIONAL, expanded(path), new Origin.Flag("--storage-opt")));
    }
    if (flags.options().isEmpty()) {
      said.ifPresent(file ->
          file.toml()
              .additionalImageStores()
              .forEach(path -> add(StorageConf.ADDITIONAL, found(file, path))));
    }
  }

  private Optional<Found> rootlessPath(Optional<Said> said) {
    return file(said, StorageToml::rootlessStoragePath);
  }

  private record Found(String path, Path file) {}

  private Found found(Said said, String path) {
    return new Found(expanded(path), said.file());
  }

  private Optional<Found> file(
      Optional<Said> said, java.util.function.Function<StorageToml, Optional<String>> setting) {
    return said.flatMap(file -> setting.apply(file.toml()).map(path -> found(file, path)));
  }

  private void settle(
      String name, Optional<Path> flag, String flagName, Optional<Found> found, Path builtIn) {
    if (flag.isPresent()) {
      settings.add(new Setting(name, flag.get().toString(), new Origin.Flag(flagName)));
    } else if (found.isPresent()) {
      add(name, found.get());
    } else {
      settings.add(new Setting(name, builtIn.toString(), new Origin.BuiltIn()));
    }
  }

  private void add(String name, Found found) {
    settings.add(new Setting(name, found.path(), new Origin.InFile(found.file())));
  }

  /** {@code $HOME}, {@code $UID} and links, as the file may hold them. */
  private String expanded(String path) {
    Matcher variable = VARIABLE.matcher(path);
    String text =
        variable.replaceAll(match -> {
          String name = match.group(1) == null ? match.group(2) : match.group(1);
          String value =
              switch (name) {
                case "UID" -> Long.toString(account.uid());
                case "HOME" -> account.home().toString();
                default -> account.variable(name).orElse("");
              };
          return Matcher.quoteReplacement(value);
        });
    Path clean = Path.of(text).normalize();
    try {
      return clean.toRealPath().toString();
    } catch (IOException notThereYet) {
      return clean.toString();
    }
  }

  private static void need(Said said, String name, Optional<String> value) {
    if (value.isEmpty()) {
      throw new StoreException.ConfigurationWithout(said.file(), name);
    }
  }
}
