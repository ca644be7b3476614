package capas;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assertions;

/**
 * Parts of a machine that a test needs and not every machine has. Where one is missing the test is
 * skipped and says so, unless {@code CAPAS_STRICT=1} asks for all of them.
 */
public final class Parts {

  private Parts() {}

  /** Goes on if the part is there. */
  public static void need(String what, String debianPackage, BooleanSupplier present) {
    if (present.getAsBoolean()) {
      return;
    }
    String missing = "skipped, for there is no " + what + ": apt install " + debianPackage;
    if ("1".equals(System.getenv("CAPAS_STRICT"))) {
      Assertions.fail(missing + " (CAPAS_STRICT=1)");
    }
    System.out.println(missing);
    assumeTrue(false, missing);
  }
}
