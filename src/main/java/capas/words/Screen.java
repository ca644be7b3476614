package capas.words;

import java.util.ServiceLoader;

/**
 * Where a value is shown while it changes: a terminal, or one place in a notebook. Whoever can do
 * that registers as a service.
 */
public interface Screen {

  /** Whether this screen is the one in front of the student. */
  boolean isHere();

  /** Begins to show. */
  Showing begin();

  /** One value that changes, until it is closed. */
  interface Showing extends AutoCloseable {

    /** Whether anybody sees it. */
    default boolean isSeen() {
      return true;
    }

    /** The value as it is now. May be called often, and by any thread. */
    void show(Told value);

    /** The last one shown stays. */
    @Override
    void close();
  }

  /** On the screen that is here; nowhere, if none is. */
  static Showing open() {
    return ServiceLoader.load(Screen.class, Screen.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(Screen::isHere)
        .findFirst()
        .map(Screen::begin)
        .orElseGet(Nowhere::new);
  }

  /** Shows nothing. */
  final class Nowhere implements Showing {
    @Override
    public boolean isSeen() {
      return false;
    }

    @Override
    public void show(Told value) {}

    @Override
    public void close() {}
  }
}
