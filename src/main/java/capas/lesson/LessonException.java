package capas.lesson;

import capas.words.CapasException;

/** A lesson's source that cannot be woven; each names the file and the line. */
public abstract sealed class LessonException extends CapasException {

  private LessonException(String key, Object... facts) {
    super(key, facts);
  }

  /** Prose in one language stands without its twin. */
  public static final class VoiceMissing extends LessonException {
    VoiceMissing(String file, int line, String missing, String present) {
      super("voice-missing", file, line, missing, present);
    }
  }

  /** A voice or a piece of code has no end. */
  public static final class Unclosed extends LessonException {
    Unclosed(String file, int line, String end) {
      super("unclosed", file, line, end);
    }
  }

  /** Something is to be run before anybody said what for. */
  public static final class CodeBeforeProse extends LessonException {
    CodeBeforeProse(String file, int line) {
      super("code-before-prose", file, line);
    }
  }

  /** The first prose has no heading to name the lesson by. */
  public static final class NoTitle extends LessonException {
    NoTitle(String file, int line, String voice) {
      super("no-title", file, line, voice);
    }
  }

  /** Text that belongs to neither voice. */
  public static final class NobodySays extends LessonException {
    NobodySays(String file, int line, String text) {
      super("nobody-says", file, line, text);
    }
  }

  /** More than fits one sitting. */
  public static final class TooManySteps extends LessonException {
    TooManySteps(String file, long steps, int most) {
      super("too-many-steps", file, steps, most);
    }
  }

  /** There is no lesson of this name. */
  public static final class NoSuchLesson extends LessonException {
    NoSuchLesson(String asked, String existing) {
      super("no-such-lesson", asked, existing);
    }
  }

  /** A file or folder of the lessons could not be read or written. */
  public static final class Unreadable extends LessonException {
    Unreadable(String path, String reason) {
      super("unreadable", path, reason);
    }
  }
}
