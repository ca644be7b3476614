package capas.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code ./capas test [MAVEN OPTION…]}. The script itself hands this verb to Maven, before anything
 * is built; it is here for the help, and for whoever runs the jar without the script.
 */
@Command(name = "test")
final class TestVerb implements Callable<Integer> {

  @Parameters private List<String> words = List.of();

  @Override
  public Integer call() {
    return Child.inFront(
        List.of(Home.ofThisClass().top().resolve("capas").toString(), "test"), words);
  }
}
