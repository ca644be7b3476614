package capas.linux;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of {@code /proc/PID/mountinfo}; see proc_pid_mountinfo(5).
 *
 * @param id the kernel's number for this mount
 * @param place where it is mounted
 * @param options of this mount, such as {@code rw,relatime}
 * @param type of the file system, such as {@code overlay}
 * @param source what was named as its device
 * @param superOptions of the file system, such as {@code lowerdir=…}
 */
public record MountPoint(
    long id, Path place, String options, String type, String source, String superOptions) {

  static MountPoint parse(String line) {
    List<String> words = Arrays.asList(line.split(" "));
    int dash = words.indexOf("-");
    return new MountPoint(
        Long.parseLong(words.get(0)),
        Path.of(unescape(words.get(4))),
        words.get(5),
        words.get(dash + 1),
        unescape(words.get(dash + 2)),
        unescape(words.get(dash + 3)));
  }

  private static String unescape(String word) {
    return word.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }

  /**
   * As mount(8) prints it: the options of the mount, then what the file system adds to them. Where
   * one of the two is {@code ro} nothing can be written.
   */
  @Override
  public String toString() {
    List<String> own = Arrays.asList(options.split(","));
    List<String> added = Arrays.asList(superOptions.split(","));
    String access = own.contains("ro") || added.contains("ro") ? "ro" : "rw";
    Set<String> accesses = Set.of("ro", "rw");
    String all =
        Stream.concat(
                Stream.of(access),
                Stream.concat(own.stream(), added.stream())
                    .filter(option -> !accesses.contains(option)))
            .distinct()
            .collect(Collectors.joining(","));
    return source + " on " + place + " type " + type + " (" + all + ")";
  }
}
