package capas.lab;

import capas.layer.DirectoryLayer;
import capas.layer.LayerEntry;
import capas.layer.LayerPath;
import capas.layer.Marks;
import capas.linux.DeviceNodes;
import capas.linux.FileStatus;
import capas.linux.Names;
import capas.linux.SyscallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The hands of a lab: every command on its files, done inside its mount namespace. Names count from
 * the lab's folder; what was done comes back as the command that a student would have typed.
 */
final class LayerFiles {

  private final LabFolder folder;

  LayerFiles(LabFolder folder) {
    this.folder = folder;
  }

  Path place(String name) {
    return LayerPath.parse(name).in(folder.top());
  }

  List<String> makeLayer(String name, Map<String, String> content) {
    if (exists(name)) {
      throw new LabRefusedException.LayerExists(name);
    }
    List<String> commands = new ArrayList<>();
    commands.add(makeFolder(name));
    new TreeMap<>(content)
        .forEach((file, text) -> {
          makeParents(name, file, commands);
          if (file.endsWith("/")) {
            String empty = name + "/" + LayerPath.parse(file);
            if (!exists(empty)) {
              commands.add(makeFolder(empty));
            }
          } else {
            commands.add(write(name + "/" + file, text));
          }
        });
    return commands;
  }

  private void makeParents(String layer, String file, List<String> commands) {
    LayerPath parent = LayerPath.parse(file).parent();
    for (int depth = 1; depth <= parent.names().size(); depth++) {
      String name = layer + "/" + String.join("/", parent.names().subList(0, depth));
      if (!exists(name)) {
        commands.add(makeFolder(name));
      }
    }
  }

  String write(String name, String text) {
    String command = Shell.echo(text, ">", name);
    put(command, name, text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    return command;
  }

  String append(String name, String text) {
    String command = Shell.echo(text, ">>", name);
    put(command, name, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return command;
  }

  private void put(String command, String name, String text, OpenOption... how) {
    List<OpenOption> options = new ArrayList<>(List.of(how));
    options.add(StandardOpenOption.WRITE);
    byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
    inside(
        command,
        () -> {
          try {
            Files.write(place(name), line, options.toArray(OpenOption[]::new));
          } catch (IOException e) {
            throw SyscallException.of("write", place(name), e);
          }
        });
  }

  String makeFolder(String name) {
    String command = "mkdir " + Shell.word(name);
    inside(command, () -> Names.makeFolder(place(name)));
    return command;
  }

  String makeWhiteout(String name) {
    String command = "mknod " + Shell.word(name) + " c 0 0";
    inside(command, () -> DeviceNodes.makeZeroDevice(place(name)));
    return command;
  }

  String remove(String name) {
    String command = "rm " + Shell.word(name);
    inside(command, () -> Names.remove(place(name)));
    return command;
  }

  String removeFolder(String name) {
    String command = "rm -r " + Shell.word(name);
    inside(command, () -> removeAll(place(name)));
    return command;
  }

  private static void removeAll(Path path) {
    if (!FileStatus.of(path).isFolder()) {
      Names.remove(path);
      return;
    }
    try (Stream<Path> inside = Files.list(path)) {
      inside.toList().forEach(LayerFiles::removeAll);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Names.removeFolder(path);
  }

  String rename(String name, String other) {
    String command = "mv " + Shell.word(name) + " " + Shell.word(other);
    inside(command, () -> Names.rename(place(name), place(other)));
    return command;
  }

  String hardLink(String existing, String name) {
    String command = "ln " + Shell.word(existing) + " " + Shell.word(name);
    inside(command, () -> Names.hardLink(place(existing), place(name)));
    return command;
  }

  String chmod(String name, String mode) {
    if (!mode.matches("[0-7]{3,4}")) {
      throw new LabRefusedException.NotAMode(mode);
    }
    String command = "chmod " + mode + " " + Shell.word(name);
    inside(command, () -> Names.changeMode(place(name), Integer.parseInt(mode, 8)));
    return command;
  }

  Listing list(String name) {
    if (!isFolder(name)) {
      throw new LabRefusedException.NothingThere(name, namesIn(""));
    }
    return folder.namespace().call(() -> Listing.of(name, place(name)));
  }

  FileText text(String name) {
    if (!exists(name)) {
      throw new LabRefusedException.NothingThere(name, namesIn(""));
    }
    String command = "cat " + Shell.word(name);
    String[] text = new String[1];
    inside(command, () -> text[0] = read(place(name)));
    return new FileText(name, text[0]);
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw SyscallException.of("read", file, e);
    }
  }

  /** These folders as layers, in this order. */
  Map<DirectoryLayer, SortedMap<LayerPath, LayerEntry>> layers(List<String> names) {
    Map<DirectoryLayer, SortedMap<LayerPath, LayerEntry>> layers = new LinkedHashMap<>();
    folder
        .namespace()
        .run(() ->
            names.forEach(name -> {
              var layer = new DirectoryLayer(name, place(name), Marks.ofThisProcess());
              layers.put(layer, layer.entries());
            }));
    return layers;
  }

  /** What lies in a folder; nothing where there is no such folder. */
  SortedSet<String> namesIn(String name) {
    if (!isFolder(name)) {
      return new TreeSet<>();
    }
    return folder
        .namespace()
        .call(() -> {
          try (Stream<Path> names = Files.list(place(name))) {
            SortedSet<String> found = new TreeSet<>();
            names.forEach(path -> found.add(path.getFileName().toString()));
            return found;
          }
        });
  }

  boolean isFolder(String name) {
    return status(name).filter(FileStatus::isFolder).isPresent();
  }

  private boolean exists(String name) {
    return status(name).isPresent();
  }

  private Optional<FileStatus> status(String name) {
    return folder.namespace().call(() -> FileStatus.find(place(name)));
  }

  private void inside(String command, Runnable work) {
    try {
      folder.namespace().run(work);
    } catch (SyscallException refused) {
      boolean crosses = refused.errno().equals("EXDEV") && command.startsWith("mv ");
      throw crosses
          ? new LabRefusedException.RenameNeedsRedirect(command, refused)
          : new LabRefusedException.CommandRefused(command, refused);
    }
  }
}
