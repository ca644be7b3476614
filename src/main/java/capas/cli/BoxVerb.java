package capas.cli;

import java.nio.file.Path;
import java.util.List;

/**
 * {@code ./capas box [FILE]}: the ready machine as a file for Vagrant, for a class without a
 * network.
 */
final class BoxVerb implements Verb {

  private final Path file;

  BoxVerb(String... words) {
    file = Path.of(Words.of("box").words(1).parse(words).first().orElse("capas.box"));
  }

  @Override
  public int run() {
    String script = Home.ofThisClass().top().resolve("vm/box").toString();
    return Child.inFront(List.of(script, file.toAbsolutePath().toString()), List.of());
  }
}
