package capas.cli;

import capas.lesson.Lesson;
import capas.lesson.LessonFolder;
import capas.lesson.Woven;
import capas.words.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code ./capas weave [--execute]}: the notebooks and scripts, anew from the sources. */
final class WeaveVerb implements Verb {

  private static final int SECONDS = 120;

  private final boolean execute;

  WeaveVerb(String... words) {
    execute = Words.of("weave").switches("--execute").parse(words).has("--execute");
  }

  @Override
  public int run() {
    Home home = Home.ofThisClass();
    LessonFolder folder = LessonFolder.open(home.notebooks());
    NotebookRun run = execute ? new NotebookRun(Jupyter.headless(home), "java", SECONDS) : null;
    int failed = 0;
    for (Lesson lesson : folder.lessons()) {
      for (Language language : Language.values()) {
        Woven woven = folder.weave(lesson, language);
        if (run != null) {
          Path work =
              home.target().resolve("weave/" + language.code() + "/" + woven.name() + ".ipynb");
          write(work, woven.notebook());
          failed += run.run(work, language, System.out::println).failed();
          woven = woven.withOutputsOf(read(work));
        }
        folder.write(woven);
        System.out.println(folder.notebookOf(woven));
      }
    }
    return failed == 0 ? Main.FINE : Main.FAILED;
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandException.Unusable(file, e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new CommandException.Unusable(file, e);
    }
  }
}
