package capas.cli;

import capas.lesson.Lesson;
import capas.lesson.LessonFolder;
import capas.lesson.Woven;
import capas.words.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code ./capas run [LESSON…]}: the lessons, for real, without a page. */
final class RunVerb implements Verb {

  private static final int SECONDS = 120;

  private final List<String> asked;
  private final Optional<Language> only;
  private final Optional<Path> to;
  private final int seconds;
  private final String kernel;

  /** A notebook to be run, and where its outcome goes: a path without an ending. */
  private record Task(String title, Language language, String notebook, String place) {}

  RunVerb(String... words) {
    Words typed =
        Words.of("run")
            .values("--lang", "--to", "--timeout", "--kernel")
            .words(Integer.MAX_VALUE)
            .parse(words);
    asked = typed.rest();
    only =
        typed
            .oneOf("--lang", Stream.of(Language.values()).map(Language::code).toList())
            .map(code -> Language.valueOf(code.toUpperCase(Locale.ROOT)));
    to = typed.path("--to");
    seconds = typed.number("--timeout", SECONDS);
    kernel = typed.text("--kernel").orElse("java");
  }

  @Override
  public int run() {
    Home home = Home.ofThisClass();
    List<Task> tasks = tasks(home);
    NotebookRun run = new NotebookRun(Jupyter.headless(home), kernel, seconds);
    Path results = results(home);
    NotebookRun.Count count = new NotebookRun.Count(0, 0);
    for (Task task : tasks) {
      System.out.println(Main.phrases().say("run.lesson", task.title(), task.language().code()));
      Path notebook = results.resolve(task.place() + ".ipynb");
      write(notebook, task.notebook());
      count = count.plus(run.run(notebook, task.language(), System.out::println));
    }
    System.out.println(Main.phrases().say("run.results", results));
    System.out.println(count.passed() + " passed, " + count.failed() + " failed");
    return count.failed() == 0 ? Main.FINE : Main.FAILED;
  }

  private List<Task> tasks(Home home) {
    List<Task> tasks = new ArrayList<>();
    if (asked.isEmpty()) {
      LessonFolder folder = LessonFolder.open(home.notebooks());
      folder.lessons().forEach(lesson -> tasks.addAll(ofLesson(folder, lesson)));
    }
    for (String name : asked) {
      if (name.endsWith(".ipynb")) {
        tasks.add(ofFile(Path.of(name)));
      } else {
        LessonFolder folder = LessonFolder.open(home.notebooks());
        tasks.addAll(ofLesson(folder, folder.find(name)));
      }
    }
    return tasks;
  }

  private List<Task> ofLesson(LessonFolder folder, Lesson lesson) {
    return languages().stream()
        .map(language -> folder.weave(lesson, language))
        .map(woven -> new Task(woven.name(), woven.language(), woven.notebook(), placeOf(woven)))
        .toList();
  }

  private static String placeOf(Woven woven) {
    return woven.language().code() + "/" + woven.name();
  }

  private List<Language> languages() {
    return only.map(List::of).orElse(List.of(Language.ES, Language.EN));
  }

  private Task ofFile(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.ipynb$", "");
    Language language = only.orElseGet(Language::current);
    try {
      return new Task(name, language, Files.readString(file), name);
    } catch (IOException e) {
      throw new CommandException.NoNotebook(file.toString());
    }
  }

  private Path results(Home home) {
    if (to.isPresent()) {
      return to.get().toAbsolutePath();
    }
    Path inTarget = home.target().resolve("lessons");
    if (Home.writable(inTarget)) {
      return inTarget;
    }
    try {
      return Files.createTempDirectory("capas-lessons-");
    } catch (IOException e) {
      throw new CommandException.NowhereToWrite(inTarget.toString());
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandException.Unusable(file, e);
    }
  }
}
