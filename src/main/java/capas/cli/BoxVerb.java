package capas.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code ./capas box [FILE]}: the ready machine as a file for Vagrant, for a class without a
 * network.
 */
@Command(name = "box")
final class BoxVerb implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", arity = "0..1", defaultValue = "capas.box")
  private Path file;

  @Override
  public Integer call() {
    String script = Home.ofThisClass().top().resolve("vm/box").toString();
    return Child.inFront(List.of(script, file.toAbsolutePath().toString()), List.of());
  }
}
