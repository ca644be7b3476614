package capas.lab;

import capas.linux.MountNamespace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The real Podman, told to work on one store.
 *
 * @param flags such as {@code --root GRAPHROOT}; none for the machine's own store
 */
record PodmanCommand(List<String> flags) {

  private static final String PROGRAM = "podman";

  PodmanCommand {
    flags = List.copyOf(flags);
  }

  static boolean isInstalled() {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    return Arrays.stream(path.split(":"))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
  }

  private List<String> with(List<String> words) {
    List<String> command = new ArrayList<>(List.of(PROGRAM));
    command.addAll(flags);
    command.addAll(words);
    return command;
  }

  /** Runs it in this namespace and waits; what it prints to either stream is the output. */
  PodmanSaid run(MountNamespace namespace, List<String> words) {
    List<String> command = with(words);
    if (!isInstalled()) {
      throw new StoreLabException.NoPodman(command);
    }
    return namespace.call(() -> run(command));
  }

  private static PodmanSaid run(List<String> command) {
    String shown = command.stream().map(Shell::word).collect(Collectors.joining(" "));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(Map.of("PODMAN_IGNORE_CGROUPSV1_WARNING", "1", "LC_ALL", "C.UTF-8"));
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new PodmanSaid(shown, said.lines().toList(), process.waitFor());
    } catch (IOException e) {
      throw new StoreLabException.PodmanFailed(shown, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreLabException.PodmanFailed(shown, e.toString());
    }
  }
}
