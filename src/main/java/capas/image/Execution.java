package capas.image;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a container made of the image runs, and how: the field {@code config} of the config.
 *
 * @param environment each as {@code NAME=VALUE}, in order
 * @param exposedPorts each as {@code 8080/tcp}
 * @param others fields that only Docker knows, and unknown ones, as JSON: {@code Healthcheck},
 *     {@code OnBuild}, {@code Shell}, …
 */
public record Execution(
    Optional<String> user,
    List<String> environment,
    List<String> entrypoint,
    List<String> command,
    Optional<String> workingFolder,
    List<String> exposedPorts,
    List<String> volumes,
    Map<String, String> labels,
    Optional<String> stopSignal,
    Map<String, String> others) {

  static final Execution NOTHING =
      new Execution(
          Optional.empty(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          List.of(),
          List.of(),
          Map.of(),
          Optional.empty(),
          Map.of());

  private static final int MOST = 65536;
  private static final Set<String> KNOWN =
      Set.of(
          "User",
          "Env",
          "Entrypoint",
          "Cmd",
          "WorkingDir",
          "ExposedPorts",
          "Volumes",
          "Labels",
          "StopSignal");

  public Execution {
    environment = List.copyOf(environment);
    entrypoint = List.copyOf(entrypoint);
    command = List.copyOf(command);
    exposedPorts = List.copyOf(exposedPorts);
    volumes = List.copyOf(volumes);
    labels = Map.copyOf(labels);
    others = Map.copyOf(others);
  }

  static Execution read(FieldsJson fields) {
    return new Execution(
        fields.text("User").filter(user -> !user.isEmpty()),
        fields.texts("Env", MOST),
        fields.texts("Entrypoint", MOST),
        fields.texts("Cmd", MOST),
        fields.text("WorkingDir").filter(folder -> !folder.isEmpty()),
        fields.names("ExposedPorts"),
        fields.names("Volumes"),
        fields.textsByName("Labels"),
        fields.text("StopSignal").filter(signal -> !signal.isEmpty()),
        fields.othersThan(KNOWN));
  }
}
