package capas.cli;

import capas.words.CapasException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The people of a class on this machine. The scripts in {@code vm/hub} do the work, as root. */
final class Classroom {

  private static final String STUDENTS = "capas-students";
  private static final String TEACHERS = "capas-teachers";

  /** Without what is read as something else: 0 and o, 1, l and i. */
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private final Path scripts;
  private final SecureRandom chance = new SecureRandom();

  Classroom(Home home) {
    this.scripts = home.top().resolve("vm/hub");
  }

  boolean isStudent(String user) {
    return groupsOf(user).contains(STUDENTS);
  }

  /** Whether a user of this name belongs to the machine or to a teacher. */
  boolean isTaken(String user) {
    List<String> groups = groupsOf(user);
    return !groups.isEmpty() && !groups.contains(STUDENTS);
  }

  private static List<String> groupsOf(String user) {
    Said groups = Said.by(List.of("id", "-nG", "--", user));
    return groups.code() == 0 ? List.of(groups.text().strip().split(" ")) : List.of();
  }

  /** Three groups of four: 59 bits. */
  String newPassword() {
    return Stream.generate(() -> chance.nextInt(LETTERS.length()))
        .limit(12)
        .map(LETTERS::charAt)
        .map(String::valueOf)
        .collect(Collectors.joining())
        .replaceAll("(.{4})(?!$)", "$1-");
  }

  /**
   * Makes a student; one that is there gets the lessons that they do not have yet.
   *
   * @param password null for a student that is there and keeps theirs
   * @throws CommandException.PersonNotMade if that fails: then nothing of them is left
   */
  void makeStudent(String user, String password, String disk) {
    make("student", user, password, disk);
  }

  /** Makes a teacher, or gives one that is there a new password. */
  void makeTeacher(String user, String password, String disk) {
    if (!groupsOf(user).isEmpty() && !groupsOf(user).contains(TEACHERS)) {
      throw new CommandException.NotOfTheClass(user);
    }
    make("teacher", user, password, disk);
  }

  private void make(String role, String user, String password, String disk) {
    Said said =
        told(
            List.of(scripts.resolve("person").toString(), role, user, disk),
            password == null ? "" : password + "\n");
    if (said.code() != 0) {
      throw new CommandException.PersonNotMade(user, CapasException.quote(said.lastLine()));
    }
  }

  /**
   * Gives somebody of the class another password.
   *
   * @throws CommandException.NotOfTheClass if they are not
   */
  void changePassword(String user, String password) {
    if (groupsOf(user).stream().noneMatch(List.of(STUDENTS, TEACHERS)::contains)) {
      throw new CommandException.NotOfTheClass(user);
    }
    Said said = told(List.of("chpasswd"), user + ":" + password + "\n");
    if (said.code() != 0) {
      throw new CommandException.PersonNotMade(user, CapasException.quote(said.lastLine()));
    }
  }

  /** Systemd learns of the students' addresses and disks. */
  void tellSystemd() {
    Said.by(List.of("systemctl", "daemon-reload"));
  }

  /** Adds a line to a file that nobody but root may read. */
  static void addLine(Path file, String line) {
    try {
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new CommandException.Unusable(file, e);
    }
  }

  /** By a file, for a password on a command line can be read by everybody. */
  private static Said told(List<String> command, String input) {
    try {
      Path words = Files.createTempFile("capas", "");
      try {
        Files.writeString(words, input);
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(words.toFile());
        return Said.by(builder);
      } finally {
        Files.delete(words);
      }
    } catch (IOException e) {
      throw new CommandException.NotStarted(command.getFirst(), e);
    }
  }
}
