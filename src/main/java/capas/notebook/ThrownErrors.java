package capas.notebook;

import capas.notebook.CellSources.Line;
import capas.words.CapasException;
import capas.words.Language;
import capas.words.Phrases;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a cell threw, in the order in which a student needs it: what happened, in which of their
 * lines, where in a library, and for which cause.
 */
final class ThrownErrors {

  private static final int MOST_LINES = 8;
  private static final int MOST_CAUSES = 8;

  private final CellSources sources;

  ThrownErrors(CellSources sources) {
    this.sources = sources;
  }

  /**
   * Tells an exception.
   *
   * @param told the same as JShell tells it: its frames name pieces of cells
   * @param thrown the exception itself
   */
  CellFailure failure(Throwable told, Throwable thrown) {
    if (thrown instanceof CapasException refusal) {
      return refusal(refusal);
    }
    Phrases phrases = Phrases.of(ThrownErrors.class, Language.current());
    List<String> lines = new ArrayList<>(List.of(Paint.headline(headline(thrown))));
    lines.addAll(places(told.getStackTrace(), phrases));
    Throwable cause = thrown.getCause();
    Throwable toldCause = told.getCause();
    for (int i = 0; i < MOST_CAUSES && cause != null && toldCause != null; i++) {
      lines.add(Paint.mark(phrases.say("thrown.cause", headline(cause))));
      lines.addAll(places(toldCause.getStackTrace(), phrases));
      cause = cause.getCause();
      toldCause = toldCause.getCause();
    }
    return new CellFailure(name(thrown), message(thrown), lines);
  }

  /** Tells an exception that did not come through JShell. */
  CellFailure failure(Throwable thrown) {
    return failure(thrown, thrown);
  }

  /** Says that a thread of a cell ended in an error; nobody waited for it, so no cell fails. */
  static void sayOf(Thread thread, Throwable thrown) {
    if (thrown instanceof Checkpoint.Stop) {
      return;
    }
    Phrases phrases = Phrases.of(ThrownErrors.class, Language.current());
    System.err.println(phrases.say("thrown.thread", thread.getName(), headline(thrown)));
    for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      System.err.println(phrases.say("thrown.cause", headline(cause)));
    }
  }

  private static CellFailure refusal(CapasException refusal) {
    Language language = Language.current();
    List<String> lines = new ArrayList<>(refusal.saidIn(language).lines().toList());
    lines.set(0, Paint.headline(lines.getFirst()));
    return new CellFailure(name(refusal), refusal.what(language), lines);
  }

  private static String name(Throwable thrown) {
    String simple = thrown.getClass().getSimpleName();
    return simple.isEmpty() ? thrown.getClass().getName() : simple;
  }

  private static String message(Throwable thrown) {
    return Optional.ofNullable(thrown.getLocalizedMessage()).map(StudentNames::in).orElse("");
  }

  private static String headline(Throwable thrown) {
    String message = message(thrown);
    return message.isEmpty() ? name(thrown) : name(thrown) + ": " + message;
  }

  private List<String> places(StackTraceElement[] frames, Phrases phrases) {
    Map<Line, Integer> own = new LinkedHashMap<>();
    int firstOwn = frames.length;
    for (int i = frames.length - 1; i >= 0; i--) {
      if (sources.lineOf(frames[i]).isPresent()) {
        firstOwn = i;
      }
    }
    for (StackTraceElement frame : frames) {
      sources.lineOf(frame).ifPresent(line -> own.merge(line, 1, Integer::sum));
    }
    List<String> places = new ArrayList<>();
    own.entrySet().stream()
        .limit(MOST_LINES)
        .forEach(line -> places.add(place(line.getKey(), line.getValue(), phrases)));
    if (own.size() > MOST_LINES) {
      places.add(phrases.say("thrown.more", own.size() - MOST_LINES));
    }
    if (firstOwn > 0 && firstOwn < frames.length) {
      // What the student called, rather than what was called deep inside of it.
      StackTraceElement called = frames[firstOwn - 1];
      String library = called.getClassName() + "." + called.getMethodName();
      places.add(phrases.say("thrown.library", library));
    }
    return places.stream().map(place -> "  " + place).toList();
  }

  private static String place(Line line, int times, Phrases phrases) {
    String place = phrases.say("thrown.line", line.cell(), line.number(), line.text().strip());
    return times == 1 ? place : place + " " + phrases.say("thrown.times", times);
  }
}
