package capas.cli;

import capas.words.CapasException;
import java.util.List;

/** What a command cannot do, and what to type instead. */
abstract sealed class CommandException extends CapasException {

  private CommandException(String key, Object... facts) {
    super(key, facts);
  }

  /** No verb is called so. */
  static final class UnknownVerb extends CommandException {
    UnknownVerb(String verb, String nearest) {
      super("unknown-verb", verb, nearest);
    }
  }

  /** The verb does not know this option or argument. */
  static final class UnknownWord extends CommandException {
    UnknownWord(String word, String verb) {
      super("unknown-word", word, verb);
    }
  }

  /** The verb does not say with what. */
  static final class MissingWord extends CommandException {
    MissingWord(String verb) {
      super("missing-word", verb);
    }
  }

  /** An option has no value, or one that it cannot use. */
  static final class WrongValue extends CommandException {
    WrongValue(String option, String verb) {
      super("wrong-value", option, verb);
    }
  }

  /** A pull was given no place for the image, or two. */
  static final class OneDestination extends CommandException {
    OneDestination(String image) {
      super("one-destination", quote(image));
    }
  }

  /** An option says nothing where another one was chosen. */
  static final class NotTogether extends CommandException {
    NotTogether(String option, String chosen, String verb) {
      super("not-together", option, chosen, verb);
    }
  }

  /** Debian packages are missing, and only the superuser installs them. */
  static final class PackagesMissing extends CommandException {
    PackagesMissing(List<String> packages) {
      super("packages-missing", String.join(" ", packages));
    }
  }

  /** apt-get could not install. */
  static final class NotInstalled extends CommandException {
    NotInstalled(List<String> packages, String said) {
      super("not-installed", String.join(" ", packages), said);
    }
  }

  /** Neither the project's folder nor a folder of the user's own can be written. */
  static final class NowhereToWrite extends CommandException {
    NowhereToWrite(String folder) {
      super("nowhere-to-write", folder);
    }
  }

  /** A file of the project is not as it should be. */
  static final class Unusable extends CommandException {
    Unusable(Object path, Exception reason) {
      super("unusable", path, reason);
    }
  }

  /** Every port that may be used is taken. */
  static final class NoFreePort extends CommandException {
    NoFreePort(String asked) {
      super("no-free-port", asked);
    }
  }

  /** The Jupyter server ended before it answered. */
  static final class ServerEnded extends CommandException {
    ServerEnded(String log) {
      super("server-ended", log);
    }
  }

  /** A path given as a lesson is no notebook. */
  static final class NoNotebook extends CommandException {
    NoNotebook(String path) {
      super("no-notebook", path);
    }
  }

  /** A program that this needs could not be started. */
  static final class NotStarted extends CommandException {
    NotStarted(String program, Exception reason) {
      super("not-started", program, reason.getMessage());
    }
  }

  /** The calls of the kernel go through a library that could not be loaded. */
  static final class NoNativeCode extends CommandException {
    NoNativeCode(UnsatisfiedLinkError reason) {
      super(
          "no-native-code",
          quote(String.valueOf(reason.getMessage()).lines().findFirst().orElse("")));
    }
  }

  /** A class has users and units of its own: only the superuser makes them. */
  static final class HubAsRoot extends CommandException {
    HubAsRoot() {
      super("hub-as-root");
    }
  }

  /** Without systemd nobody bounds what a student uses. */
  static final class HubWithoutSystemd extends CommandException {
    HubWithoutSystemd() {
      super("hub-without-systemd");
    }
  }

  /** Only Debian 13 has the JupyterHub and the systemd that are needed. */
  static final class HubOnOtherDebian extends CommandException {
    HubOnOtherDebian() {
      super("hub-on-other-debian");
    }
  }

  /** Passwords would travel in clear. */
  static final class OpenWithoutTls extends CommandException {
    OpenWithoutTls(String address) {
      super("open-without-tls", address);
    }
  }

  /** Lines of a class list cannot be used. */
  static final class BadClassList extends CommandException {
    BadClassList(Object file, int lines) {
      super("bad-class-list", file, lines);
    }
  }

  /** Somebody of the class could not be made. */
  static final class PersonNotMade extends CommandException {
    PersonNotMade(String user, String said) {
      super("person-not-made", user, said);
    }
  }

  /** This user belongs to the machine, or there is none. */
  static final class NotOfTheClass extends CommandException {
    NotOfTheClass(String user) {
      super("not-of-the-class", user);
    }
  }
}
