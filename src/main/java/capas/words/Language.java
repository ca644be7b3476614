package capas.words;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The two languages in which everything is said to a student. */
public enum Language {
  ES,
  EN;

  private static final String CHOICE = "capas.language";

  /**
   * The language of this process: the one chosen with {@link #use}, else {@code CAPAS_LANG}, else
   * the locale ({@code LC_ALL}, {@code LC_MESSAGES}, {@code LANG}, in that order, as locale(7)
   * says). Spanish where nothing says otherwise, English for any other language.
   */
  public static Language current() {
    return ofLocaleName(System.getProperty(CHOICE)).orElseGet(() -> of(System.getenv()));
  }

  static Language of(Map<String, String> environment) {
    return Stream.of("CAPAS_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
        .map(environment::get)
        .map(Language::ofLocaleName)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(ES);
  }

  /** Says everything in this language from now on. */
  public static void use(Language language) {
    System.setProperty(CHOICE, language.code());
  }

  /** {@code es} or {@code en}, as in ISO 639. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Optional<Language> ofLocaleName(String name) {
    if (name == null || name.isBlank() || name.equals("POSIX") || name.matches("C(\\..*)?")) {
      return Optional.empty();
    }
    return Optional.of(name.startsWith("es") ? ES : EN);
  }
}
