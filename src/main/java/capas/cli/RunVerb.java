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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./capas run [LESSON…]}: the lessons, for real, without a page. */
@Command(name = "run")
final class RunVerb implements Callable<Integer> {

  @Parameters(paramLabel = "LESSON")
  private List<String> asked = List.of();

  @Option(names = "--lang", paramLabel = "--lang")
  private Voice voice;

  @Option(names = "--to", paramLabel = "--to")
  private Path to;

  @Option(names = "--timeout", paramLabel = "--timeout", defaultValue = "120")
  private int seconds;

  @Option(names = "--kernel", paramLabel = "--kernel", defaultValue = "java")
  private String kernel;

  /** The languages as they are typed. */
  enum Voice {
    es,
    en
  }

  /** A notebook to be run, and where its outcome goes: a path without an ending. */
  private record Task(String title, Language language, String notebook, String place) {}

  @Override
  public Integer call() {
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
    return voice == null
        ? List.of(Language.ES, Language.EN)
        : List.of(Language.valueOf(voice.name().toUpperCase(java.util.Locale.ROOT)));
  }

  private Task ofFile(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.ipynb$", "");
    Language language = voice == null ? Language.current() : languages().getFirst();
    try {
      return new Task(name, language, Files.readString(file), name);
    } catch (IOException e) {
      throw new CommandException.NoNotebook(file.toString());
    }
  }

  private Path results(Home home) {
    if (to != null) {
      return to.toAbsolutePath();
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
