package capas.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sentences of one package in one language. They lie beside the package's classes, in {@code
 * phrases_es.properties} and {@code phrases_en.properties} (UTF-8); {@code {0}}, {@code {1}}, …
 * stand for the facts.
 */
public final class Phrases {

  private static final Pattern FACT = Pattern.compile("\\{(\\d)}");

  /** Sentences are said many times a second while something is shown that changes. */
  private static final Map<String, Phrases> READ = new ConcurrentHashMap<>();

  private final String place;
  private final Properties sentences = new Properties();

  private Phrases(String place, Class<?> home, Language language) {
    this.place = place;
    try (InputStream bytes =
        home.getResourceAsStream("phrases_" + language.code() + ".properties")) {
      if (bytes == null) {
        throw new IllegalStateException("there is no " + place);
      }
      sentences.load(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sentences that lie beside {@code home}. */
  public static Phrases of(Class<?> home, Language language) {
    String place = home.getPackageName() + "/phrases_" + language.code() + ".properties";
    return READ.computeIfAbsent(place, any -> new Phrases(place, home, language));
  }

  /** The sentence of this key, if there is one. */
  public Optional<String> find(String key, Object... facts) {
    return Optional.ofNullable(sentences.getProperty(key)).map(sentence -> fill(sentence, facts));
  }

  /** The sentence of this key with the facts filled in. */
  public String say(String key, Object... facts) {
    return find(key, facts)
        .orElseThrow(() -> new IllegalStateException(place + " has no sentence " + key));
  }

  private static String fill(String sentence, Object... facts) {
    return FACT.matcher(sentence)
        .replaceAll(hole -> {
          Object fact = facts[Integer.parseInt(hole.group(1))];
          return Matcher.quoteReplacement(String.valueOf(fact));
        });
  }
}
