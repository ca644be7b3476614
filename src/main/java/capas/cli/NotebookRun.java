package capas.cli;

import capas.words.Language;
import capas.words.Phrases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Runs one notebook in a kernel, without a page, and tells each step's verdict as it comes. */
final class NotebookRun {

  /** How many steps did as they should, and how many did not. */
  record Count(int passed, int failed) {
    Count plus(Count other) {
      return new Count(passed + other.passed, failed + other.failed);
    }
  }

  private static final Count NONE = new Count(0, 0);
  private static final Count ONE_PASSED = new Count(1, 0);
  private static final Count ONE_FAILED = new Count(0, 1);

  private final Jupyter jupyter;
  private final String kernel;
  private final int seconds;
  private final Phrases phrases = Main.phrases();

  /**
   * @param seconds how long one cell may take
   */
  NotebookRun(Jupyter jupyter, String kernel, int seconds) {
    this.jupyter = jupyter;
    this.kernel = kernel;
    this.seconds = seconds;
  }

  /** Runs this file, writes its outputs back into it, and a page of HTML beside it. */
  Count run(Path notebook, Language language, Consumer<String> line) {
    Path complaints = jupyter.state().resolve("run.log");
    ProcessBuilder builder =
        jupyter.command(
            List.of(
                Jupyter.PYTHON,
                jupyter.unpacked("run_lesson.py").toString(),
                notebook.toString(),
                kernel,
                String.valueOf(seconds),
                language.code()));
    builder.environment().put("CAPAS_LANG", language.code());
    builder.redirectError(complaints.toFile());
    Count count = NONE;
    try (Child child = Child.start(builder)) {
      for (String step = next(child); step != null; step = next(child)) {
        count = count.plus(tell(step.split("\t", -1), line));
      }
      if (child.waitFor() != 0) {
        line.accept(phrases.say("run.broke", lastLine(complaints)));
        count = count.plus(ONE_FAILED);
      }
      return count;
    } catch (IOException e) {
      throw new CommandException.Unusable(complaints, e);
    }
  }

  private static String next(Child child) throws IOException {
    try {
      return child.process().inputReader().readLine();
    } catch (IOException e) {
      child.holdIfLeaving();
      throw e;
    }
  }

  private Count tell(String[] step, Consumer<String> line) {
    String verdict = step[0];
    String title = step[1];
    if (verdict.equals("passed")) {
      line.accept(phrases.say("run.passed", title));
      return ONE_PASSED;
    }
    line.accept(phrases.say("run.failed", title));
    String detail = step[2].replace("\\n", "\n").replace("\\\\", "\\");
    phrases.say("run." + verdict, detail).lines().map("         "::concat).forEach(line);
    return ONE_FAILED;
  }

  private static String lastLine(Path file) throws IOException {
    return new Said(0, Files.readString(file)).lastLine();
  }
}
