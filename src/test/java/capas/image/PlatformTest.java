package capas.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlatformTest {

  @ParameterizedTest
  @CsvSource({
    "linux/amd64, linux/amd64",
    "linux/x86_64, linux/amd64",
    "Linux/AMD64, linux/amd64",
    "linux/amd64/v1, linux/amd64",
    "linux/amd64/v3, linux/amd64/v3",
    "linux/aarch64, linux/arm64",
    "linux/arm64/v8, linux/arm64",
    "linux/armhf, linux/arm/v7",
    "linux/arm/v6, linux/arm/v6",
    "windows/amd64, windows/amd64"
  })
  void has_one_name(String text, String name) {
    assertEquals(name, Platform.parse(text).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "linux/amd64, [linux/amd64]",
    "linux/arm64, [linux/arm64]",
    "linux/arm/v6, '[linux/arm/v6, linux/arm/v5, linux/arm]'",
    "linux/arm, '[linux/arm, linux/arm/v8, linux/arm/v7, linux/arm/v6, linux/arm/v5]'",
    "linux/amd64/v3, '[linux/amd64/v3, linux/amd64]'"
  })
  void also_runs_what_is_older(String wanted, String accepted) {
    assertEquals(accepted, Platform.parse(wanted).accepted().toString());
  }

  @Test
  void of_this_machine_is_linux() {
    assertEquals("linux", Platform.ofThisMachine().os());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "linux", "linux/", "/amd64", "a/b/c/d", "linux/amd 64", "l/a\n"})
  void is_nothing_else(String text) {
    assertThrows(ImageException.MalformedPlatform.class, () -> Platform.parse(text));
  }
}
