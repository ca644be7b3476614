package capas.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Debian's packages: the superuser gets the missing ones, anybody else is told the line to type.
 */
final class Debian {

  private Debian() {}

  /**
   * Installs these packages.
   *
   * @throws CommandException.PackagesMissing if this is not the superuser
   * @throws CommandException.NotInstalled if apt-get refuses
   */
  static void install(List<String> packages) {
    if (!isSuperuser()) {
      throw new CommandException.PackagesMissing(packages);
    }
    System.err.println(Main.phrases().say("installing", String.join(" ", packages)));
    List<String> words = new ArrayList<>(List.of("install", "--no-install-recommends"));
    words.addAll(packages);
    Said said = aptGet(words);
    if (said.code() != 0) {
      // Lists that are missing or old name files that are no longer there.
      aptGet(List.of("update"));
      said = aptGet(words);
    }
    if (said.code() != 0) {
      throw new CommandException.NotInstalled(packages, said.lastLine());
    }
  }

  /** Whether this release of Debian has such a package, as far as the lists of this machine say. */
  static boolean offers(String name) {
    return Said.by(List.of("env", "LC_ALL=C", "apt-cache", "policy", name))
        .text()
        .matches("(?s).*Candidate: [^(\\s].*");
  }

  static boolean isSuperuser() {
    return Said.by(List.of("id", "-u")).text().strip().equals("0");
  }

  private static Said aptGet(List<String> words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "DEBIAN_FRONTEND=noninteractive",
                "apt-get",
                "-q",
                "-y",
                "-o",
                "DPkg::Lock::Timeout=300",
                "-o",
                "Acquire::Retries=3"));
    command.addAll(words);
    return Said.by(command);
  }
}
