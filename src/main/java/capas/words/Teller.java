package capas.words;

import java.util.ServiceLoader;

/**
 * Puts a value of the model into the words that a student reads. The model itself knows no prose:
 * whoever can tell it registers as a service, and {@code toString()} of the lab's values asks here,
 * so that JShell, {@code println} and any Jupyter kernel show the same text.
 */
public interface Teller {

  /** The text of this value, in the language of the process, with no line end at its end. */
  String tell(Object value);

  /** The told text, or that of {@code otherwise} where nobody on the class path can tell. */
  static String told(Object value, Object otherwise) {
    return ServiceLoader.load(Teller.class, Teller.class.getClassLoader())
        .findFirst()
        .map(teller -> teller.tell(value))
        .orElseGet(otherwise::toString);
  }
}
