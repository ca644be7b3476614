package capas;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.function.BooleanSupplier;

/** What a test needs of the machine. */
public final class Parts {

  private Parts() {}

  /**
   * Goes on if the part is there. Otherwise the test is skipped with a line that says what is
   * missing; with {@code CAPAS_STRICT=1} it fails.
   *
   * @param debianPackage what to install
   */
  public static void need(String what, String debianPackage, BooleanSupplier present) {
    if (present.getAsBoolean()) {
      return;
    }
    String line = "missing: " + what + " (apt-get install " + debianPackage + ")";
    if ("1".equals(System.getenv("CAPAS_STRICT"))) {
      fail(line);
    }
    System.err.println("skipped, " + line);
    abort(line);
  }
}
