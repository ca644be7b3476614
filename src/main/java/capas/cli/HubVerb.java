package capas.cli;

import capas.words.Language;
import capas.words.Phrases;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code ./capas hub}: a class on this machine. JupyterHub gives everybody a server of their own;
 * what a server may do and use stands in {@code vm/hub}.
 */
final class HubVerb implements Verb {

  /** What there is to do; without any, the class is opened. */
  private static final List<String> TASKS =
      List.of("students", "teacher", "password", "collect", "stop");

  private static final String LOOPBACK = "127.0.0.1";

  private static final int PORT = 8000;

  private final Optional<String> task;
  private final Optional<String> subject;
  private final String address;
  private final int port;
  private final Optional<Path> certificate;
  private final Optional<Path> key;
  private final String disk;

  private final Phrases phrases = Main.phrases();
  private final Home home = Home.ofThisClass();
  private final Path scripts = home.top().resolve("vm/hub");
  private final Classroom classroom = new Classroom(home);

  HubVerb(String... words) {
    Words typed =
        Words.of("hub")
            .values("--listen", "--port", "--certificate", "--key", "--disk")
            .words(2)
            .parse(words);
    task = typed.first();
    subject = typed.rest().stream().skip(1).findFirst();
    address = typed.text("--listen").orElse(LOOPBACK);
    port = typed.number("--port", PORT);
    certificate = typed.path("--certificate");
    key = typed.path("--key");
    disk = typed.text("--disk").orElse("512M");
    task.filter(word -> !TASKS.contains(word))
        .ifPresent(word -> {
          throw new CommandException.UnknownWord(word, "hub");
        });
    if (task.isPresent() && subject.isPresent() == task.get().equals("stop")) {
      throw new CommandException.WrongValue(task.get(), "hub");
    }
    if (!disk.matches("[1-9][0-9]*[MG]")) {
      throw new CommandException.WrongValue("--disk", "hub");
    }
    if (certificate.isPresent() != key.isPresent()) {
      throw new CommandException.WrongValue(key.isEmpty() ? "--key" : "--certificate", "hub");
    }
  }

  @Override
  public int run() {
    if (task.isEmpty()) {
      return open();
    }
    needMachine();
    return switch (task.get()) {
      case "students" -> students(Path.of(subject.get()));
      case "teacher" -> teacher(subject.get());
      case "password" -> password(subject.get());
      case "collect" -> inFront("collect", Path.of(subject.get()).toAbsolutePath().toString());
      default -> inFront("close");
    };
  }

  private int open() {
    boolean encrypted = certificate.isPresent();
    if (!encrypted && !isLoopback()) {
      throw new CommandException.OpenWithoutTls(address);
    }
    needMachine();
    Path provision = home.top().resolve("vm/provision.sh");
    int code =
        Child.inFront(List.of("sh", provision.toString(), "packages", "project", "hub"), List.of());
    if (code != Main.FINE) {
      return code;
    }
    List<String> where = new ArrayList<>(List.of(address, Integer.toString(port)));
    if (encrypted) {
      where.add(certificate.get().toAbsolutePath().toString());
      where.add(key.orElseThrow().toAbsolutePath().toString());
    }
    code = inFront("open", where.toArray(String[]::new));
    if (code == Main.FINE) {
      String shown = address.contains(":") ? "[" + address + "]" : address;
      String scheme = encrypted ? "https" : "http";
      System.out.println(phrases.say("hub.open", scheme + "://" + shown + ":" + port + "/"));
    }
    return code;
  }

  private boolean isLoopback() {
    // A name would be asked of somebody else.
    if (!address.matches("[0-9.]+|[0-9a-fA-F:]+(%\\w+)?")) {
      throw new CommandException.WrongValue("--listen", "hub");
    }
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new CommandException.WrongValue("--listen", "hub");
    }
  }

  private static void needMachine() {
    if (!Debian.isSuperuser()) {
      throw new CommandException.HubAsRoot();
    }
    if (!Files.isDirectory(Path.of("/run/systemd/system"))) {
      throw new CommandException.HubWithoutSystemd();
    }
    if (!Said.by(List.of("sh", "-c", ". /etc/os-release; echo $VERSION_CODENAME"))
        .lastLine()
        .equals("trixie")) {
      throw new CommandException.HubOnOtherDebian();
    }
  }

  private int inFront(String script, String... words) {
    return Child.inFront(List.of(scripts.resolve(script).toString()), List.of(words));
  }

  private int students(Path file) {
    ClassList list = ClassList.read(file, classroom::isTaken);
    if (!list.problems().isEmpty()) {
      list.problems().forEach(problem -> System.err.println(problem.in(Language.current())));
      throw new CommandException.BadClassList(file, list.problems().size());
    }
    Path passwords = Path.of(file.toString().replaceFirst("\\.csv$", "") + ".passwords.csv");
    int made = 0;
    for (ClassList.Student student : list.students()) {
      String password = null;
      if (!classroom.isStudent(student.user())) {
        password = classroom.newPassword();
        made++;
      }
      classroom.makeStudent(student.user(), password, disk);
      if (password != null) {
        Classroom.addLine(
            passwords, student.user() + "," + password + "," + quoted(student.name()));
      }
    }
    classroom.tellSystemd();
    System.out.println(phrases.say("hub.students", made, list.students().size() - made));
    if (made > 0) {
      System.out.println(phrases.say("hub.passwords", passwords));
    }
    return Main.FINE;
  }

  private static String quoted(String cell) {
    return "\"" + cell.replace("\"", "\"\"") + "\"";
  }

  private int teacher(String user) {
    if (!user.equals(ClassList.userOf(user))) {
      throw new CommandException.WrongValue(user, "hub");
    }
    String password = classroom.newPassword();
    classroom.makeTeacher(user, password, disk);
    classroom.tellSystemd();
    System.out.println(phrases.say("hub.password", user, password));
    return Main.FINE;
  }

  private int password(String user) {
    String password = classroom.newPassword();
    classroom.changePassword(user, password);
    System.out.println(phrases.say("hub.password", user, password));
    return Main.FINE;
  }
}
