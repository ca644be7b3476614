package capas.cli;

import java.util.List;

/**
 * {@code ./capas test [MAVEN OPTION…]}. The script itself hands this verb to Maven, before anything
 * is built; it is here for the help, and for whoever runs the jar without the script.
 */
final class TestVerb implements Verb {

  private final List<String> words;

  TestVerb(String... words) {
    this.words = List.of(words);
  }

  @Override
  public int run() {
    return Child.inFront(
        List.of(Home.ofThisClass().top().resolve("capas").toString(), "test"), words);
  }
}
