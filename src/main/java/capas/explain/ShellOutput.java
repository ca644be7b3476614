package capas.explain;

import capas.lab.FileText;
import capas.lab.Listing;
import capas.lab.MountTable;
import capas.linux.FileStatus;
import capas.linux.FileStatus.DeviceNumber;
import capas.linux.Privileges;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Commands with what they print, column for column as the GNU tools do in the C locale. */
final class ShellOutput {

  /** What {@code ls} takes for half a year: beyond it the year stands instead of the hour. */
  private static final Duration RECENT = Duration.ofSeconds(31556952 / 2);

  private static final DateTimeFormatter WITH_HOUR = format("MMM ppd HH:mm");
  private static final DateTimeFormatter WITH_YEAR = format("MMM ppd  uuuu");

  private ShellOutput() {}

  static Block.Command of(FileText text) {
    return new Block.Command(List.of("cat " + text.name()), text.text().lines().toList());
  }

  static Block.Command of(MountTable table) {
    return new Block.Command(
        List.of("mount -t overlay"), table.lines().stream().map(Object::toString).toList());
  }

  static Block.Command of(Listing listing) {
    List<String> output = new ArrayList<>();
    output.add("total " + listing.totalInKibibytes());
    Columns columns = new Columns(listing.lines());
    listing.lines().forEach(line -> output.add(columns.line(line)));
    return new Block.Command(List.of("ls -al " + listing.folder() + "/"), output);
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US).withZone(ZoneId.systemDefault());
  }

  /** As wide as the widest of each column. */
  private record Columns(int links, int user, int group, int size, int major, int minor) {

    Columns(List<Listing.Line> lines) {
      this(
          widest(lines, status -> text(status.links()).length()),
          widest(lines, status -> Privileges.userName(status.uid()).length()),
          widest(lines, status -> Privileges.groupName(status.gid()).length()),
          widest(lines, status -> isDevice(status) ? 0 : text(status.sizeInBytes()).length()),
          widest(lines, device(DeviceNumber::major)),
          widest(lines, device(DeviceNumber::minor)));
    }

    private static int widest(List<Listing.Line> lines, ToIntFunction<FileStatus> width) {
      return lines.stream().map(Listing.Line::status).mapToInt(width).max().orElse(0);
    }

    private static ToIntFunction<FileStatus> device(Function<DeviceNumber, Integer> part) {
      return status -> isDevice(status) ? text(part.apply(status.device())).length() : 0;
    }

    private int sizeOrDevice() {
      return major == 0 ? size : Math.max(size, major + 2 + minor);
    }

    String line(Listing.Line line) {
      FileStatus status = line.status();
      return status.mode()
          + " "
          + right(text(status.links()), links)
          + " "
          + left(Privileges.userName(status.uid()), user)
          + " "
          + left(Privileges.groupName(status.gid()), group)
          + " "
          + right(isDevice(status) ? numbers(status) : text(status.sizeInBytes()), sizeOrDevice())
          + " "
          + time(status.modified())
          + " "
          + line.name().replaceAll("\\p{Cntrl}", "?")
          + line.target().map(target -> " -> " + target).orElse("");
    }

    private String numbers(FileStatus status) {
      DeviceNumber device = status.device();
      return right(text(device.major()), major) + ", " + right(text(device.minor()), minor);
    }
  }

  private static boolean isDevice(FileStatus status) {
    return status.type() == FileStatus.Type.CHARACTER_DEVICE
        || status.type() == FileStatus.Type.BLOCK_DEVICE;
  }

  private static String time(Instant modified) {
    Instant now = Instant.now();
    boolean recent = modified.isAfter(now.minus(RECENT)) && !modified.isAfter(now);
    return (recent ? WITH_HOUR : WITH_YEAR).format(modified);
  }

  private static String text(long number) {
    return Long.toString(number);
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
