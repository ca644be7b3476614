package capas.image;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a program needs of the machine: {@code linux/amd64}, {@code linux/arm/v7}. The words are
 * Go's ({@code GOOS}, {@code GOARCH}); {@code x86_64} and {@code aarch64} are translated.
 *
 * @param variant of the architecture; empty for the usual one
 * @see <a
 *     href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md#platform-variants">image-spec,
 *     platform variants</a>
 */
public record Platform(String os, String architecture, Optional<String> variant) {

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  /** From newer to older: a machine runs its own and those behind it. */
  private static final Map<String, List<String>> VARIANTS =
      Map.of("arm", List.of("v8", "v7", "v6", "v5"), "arm64", List.of("v8"));

  /**
   * Checks the words and translates other names of the same architecture.
   *
   * @throws ImageException.MalformedPlatform if a part is empty or has characters that no platform
   *     has
   */
  public Platform {
    if (!Stream.concat(Stream.of(os, architecture), variant.stream())
        .allMatch(word -> WORD.matcher(word).matches())) {
      throw new ImageException.MalformedPlatform(
          os + "/" + architecture + variant.map(word -> "/" + word).orElse(""));
    }
    os = os.toLowerCase(Locale.ROOT);
    architecture = architecture.toLowerCase(Locale.ROOT);
    variant = variant.map(word -> word.toLowerCase(Locale.ROOT));
    switch (architecture) {
      case "x86_64", "x86-64" -> architecture = "amd64";
      case "i386", "i486", "i586", "i686", "x86" -> architecture = "386";
      case "aarch64" -> architecture = "arm64";
      case "armhf", "armel" -> {
        variant = Optional.of(architecture.equals("armhf") ? "v7" : "v6");
        architecture = "arm";
      }
      default -> {}
    }
    // These two are what the architecture means without a variant.
    if (architecture.equals("arm64") && variant.equals(Optional.of("v8"))
        || architecture.equals("amd64") && variant.equals(Optional.of("v1"))) {
      variant = Optional.empty();
    }
  }

  /** A platform without a variant. */
  public static Platform of(String os, String architecture) {
    return new Platform(os, architecture, Optional.empty());
  }

  /**
   * Reads {@code OS/ARCHITECTURE[/VARIANT]}, as {@code podman pull --platform} takes it.
   *
   * @throws ImageException.MalformedPlatform if it is anything else
   */
  public static Platform parse(String text) {
    String[] words = text.split("/", -1);
    return switch (words.length) {
      case 2 -> of(words[0], words[1]);
      case 3 -> new Platform(words[0], words[1], Optional.of(words[2]));
      default -> throw new ImageException.MalformedPlatform(text);
    };
  }

  /** The machine that this runs on. */
  public static Platform ofThisMachine() {
    String architecture = System.getProperty("os.arch");
    return architecture.equals("arm")
        ? new Platform("linux", "arm", Optional.of("v7"))
        : of("linux", architecture);
  }

  /**
   * The platforms that run on this one, best first, as Podman looks for them. Without a variant
   * every variant will do.
   */
  public List<Platform> accepted() {
    List<String> known = VARIANTS.getOrDefault(architecture, List.of());
    Stream<Optional<String>> plain = Stream.of(Optional.empty());
    Stream<Optional<String>> variants =
        variant
            .map(wanted -> {
              int from = known.indexOf(wanted);
              List<String> older = from < 0 ? List.of(wanted) : known.subList(from, known.size());
              return Stream.concat(older.stream().map(Optional::of), plain);
            })
            .orElseGet(() -> Stream.concat(plain, known.stream().map(Optional::of)));
    return variants.map(word -> new Platform(os, architecture, word)).distinct().toList();
  }

  /** As a command line has it: {@code linux/amd64}. */
  @Override
  public String toString() {
    return os + "/" + architecture + variant.map(word -> "/" + word).orElse("");
  }
}
