package capas.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ./capas bench NAME}: {@code kernel} measures our Jupyter kernel beside another one for
 * Java, {@code pull} our pull beside skopeo's, {@code store} our pull into a store beside Podman's,
 * {@code walk} our look at one beside its, {@code classroom} what a class on one machine takes.
 */
final class BenchVerb implements Verb {

  /**
   * The only complete kernel for Java on Maven Central.
   *
   * @see <a href="https://github.com/padreati/rapaio-jupyter-kernel">Rapaio</a>
   */
  private static final String PEER = "rapaio-jupyter-kernel";

  private static final String PEER_VERSION = "3.0.1";
  private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy";

  private final Home home = Home.ofThisClass();

  private final String name;
  private final int runs;

  BenchVerb(String... words) {
    Words typed = Words.of("bench").values("--runs").words(1).parse(words);
    name = typed.needed();
    runs = typed.number("--runs", 7);
    if (!List.of("kernel", "pull", "store", "walk", "classroom").contains(name) || runs < 1) {
      throw new CommandException.WrongValue(name, "bench");
    }
  }

  @Override
  public int run() throws IOException {
    if (name.equals("classroom")) {
      return Child.inFront(List.of(home.top().resolve("vm/hub/bench").toString()), List.of());
    }
    Jupyter jupyter = Jupyter.headless(home);
    Path ours = jupyter.state().resolve("jupyter/kernels/java");
    return switch (name) {
      case "pull" -> pull(jupyter, ours);
      case "store" -> store(jupyter);
      case "walk" -> walk(jupyter);
      default -> kernel(jupyter, ours);
    };
  }

  private int store(Jupyter jupyter) {
    return measure(
        jupyter,
        "store.py",
        home.target().resolve("bench/pull").toString(),
        home.top().resolve("capas").toString());
  }

  private int pull(Jupyter jupyter, Path ours) {
    return measure(
        jupyter,
        "pull.py",
        home.target().resolve("bench/pull").toString(),
        ours.toString(),
        home.top().resolve("capas").toString(),
        home.jdk().toString());
  }

  private int walk(Jupyter jupyter) {
    return measure(
        jupyter,
        "walk.py",
        home.target().resolve("bench/walk").toString(),
        home.top().resolve("capas").toString());
  }

  private int kernel(Jupyter jupyter, Path ours) throws IOException {
    Path folder = home.target().resolve("bench").resolve(PEER);
    Path jar = folder.resolve(PEER + "-" + PEER_VERSION + ".jar");
    if (!Files.exists(jar)) {
      System.err.println(Main.phrases().say("bench.fetching", PEER, PEER_VERSION));
      Said maven = Said.by(fetching(folder));
      if (!Files.exists(jar)) {
        System.err.println(Main.phrases().say("bench.no-peer", PEER, maven.lastLine()));
        return Main.FAILED;
      }
    }
    Atomic.write(folder.resolve("kernel.json"), kernelspec(jar).getBytes(StandardCharsets.UTF_8));
    return measure(jupyter, "kernel.py", ours.toString(), folder.toString());
  }

  private ProcessBuilder fetching(Path folder) {
    ProcessBuilder maven =
        new ProcessBuilder(
            "mvn",
            "-B",
            "-q",
            COPY,
            "-Dartifact=io.github.padreati:" + PEER + ":" + PEER_VERSION,
            "-DoutputDirectory=" + folder);
    maven.environment().put("JAVA_HOME", home.jdk().toString());
    // Away from our pom.xml, which has nothing to say here.
    return maven.directory(home.lib().toFile());
  }

  /** What the peer's own installer writes, for the JDK that ours runs on. */
  private String kernelspec(Path jar) {
    return """
    {
      "argv": ["%s", "-jar", "%s", "{connection_file}"],
      "display_name": "Java (rjk %s)",
      "language": "java",
      "interrupt_mode": "message"
    }
    """
        .formatted(home.jdk().resolve("bin/java"), jar, PEER_VERSION);
  }

  private int measure(Jupyter jupyter, String script, String... more) {
    List<String> command = new ArrayList<>();
    command.add(Jupyter.PYTHON);
    command.add(home.top().resolve("src/bench").resolve(script).toString());
    command.addAll(List.of("--runs", Integer.toString(runs)));
    command.addAll(List.of(more));
    try (Child bench = Child.start(jupyter.command(command).inheritIO())) {
      return bench.waitFor();
    }
  }
}
