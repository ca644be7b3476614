package capas.layer;

import capas.layer.LayerDifference.Kind;
import capas.linux.FileStatus;
import capas.linux.OpenFolder;
import capas.linux.OpenInode;
import capas.linux.SyscallException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Compares what the entries of a tar say with what the kernel says of the files. */
final class EntryInspection {

  private static final String CAPABILITY = "security.capability";

  /** Of vfs_cap_data: behind the revision, before the user of a later revision. */
  private static final int CAPABILITY_BYTES = 20;

  private final OpenFolder top;
  private final Path diff;
  private final Marks marks;
  private final boolean hasOwners;
  private final boolean fullCopy;
  private List<LayerDifference> found;

  EntryInspection(OpenFolder top, Path diff, Marks marks, Ownership ownership, boolean fullCopy) {
    this.top = top;
    this.diff = diff;
    this.marks = marks;
    this.hasOwners = ownership == Ownership.OF_THE_LAYER;
    this.fullCopy = fullCopy;
  }

  void inspect(Map<String, TarEntry> entries, List<LayerDifference> differences) {
    found = differences;
    Set<String> expected = new HashSet<>();
    Map<String, TarEntry> lastWords = lastWords(entries);
    for (Map.Entry<String, TarEntry> each : entries.entrySet()) {
      EntryPath path = new EntryPath(each.getKey());
      TarEntry entry = lastWords.get(each.getKey());
      for (EntryPath up = path; !up.isTop(); up = up.parent()) {
        expected.add(up.text());
      }
      if (path.name().startsWith(Whiteouts.PREFIX)) {
        EntryPath hidden = hidden(path);
        expected.add(hidden.text());
        if (marks == Marks.NAMES) {
          expected.add(path.text());
        }
        whiteout(path, hidden);
      } else if (!path.isTop()) {
        entry(path, entry, entries);
      }
    }
    if (!fullCopy) {
      extra(EntryPath.TOP, expected);
    }
  }

  /** A hard link says owner, mode and times of its file once more, and the last word counts. */
  private static Map<String, TarEntry> lastWords(Map<String, TarEntry> entries) {
    Map<String, TarEntry> words = new java.util.HashMap<>(entries);
    for (TarEntry entry : entries.values()) {
      if (entry.type() == TarEntry.Type.HARD_LINK) {
        EntryPath.of(entry.linkName())
            .map(EntryPath::text)
            .filter(words::containsKey)
            .ifPresent(target -> words.put(target, words.get(target).describedAs(entry)));
      }
    }
    return words;
  }

  private static EntryPath hidden(EntryPath path) {
    String name = path.name().substring(Whiteouts.PREFIX.length());
    return new EntryPath(path.parent().isTop() ? name : path.parent().text() + "/" + name);
  }

  private void whiteout(EntryPath path, EntryPath hidden) {
    if (fullCopy || marks == Marks.NAMES && status(path).isPresent()) {
      return;
    }
    if (path.name().equals(Whiteouts.OPAQUE)) {
      boolean isOpaque =
          withFolder(path.parent(), folder -> folder.attribute(marks.attribute("opaque")))
              .filter(value -> Arrays.equals(value, new byte[] {'y'}))
              .isPresent();
      if (!isOpaque) {
        add(Kind.OPAQUE_MISSING, path.parent(), marks.ofOpaqueFolder(), "");
      }
    } else if (!path.name().startsWith(Whiteouts.RESERVED) && !isInOpaque(path.parent())) {
      Optional<FileStatus> status = status(hidden);
      boolean parentIsFolder = withFolder(path.parent(), folder -> Optional.of(folder)).isPresent();
      if (parentIsFolder && status.isEmpty()) {
        add(Kind.WHITEOUT_MISSING, hidden, marks == Marks.NAMES ? path.name() : "c 0, 0", "");
      }
    }
  }

  private boolean isInOpaque(EntryPath folder) {
    for (EntryPath up = folder; ; up = up.parent()) {
      if (withFolder(up, held -> held.attribute(marks.attribute("opaque"))).isPresent()) {
        return true;
      }
      if (up.isTop()) {
        return false;
      }
    }
  }

  private void entry(EntryPath path, TarEntry entry, Map<String, TarEntry> entries) {
    Optional<FileStatus> status = status(path);
    if (status.isEmpty()) {
      boolean isDevice =
          entry.type() == TarEntry.Type.CHARACTER_DEVICE
              || entry.type() == TarEntry.Type.BLOCK_DEVICE;
      if (!isDevice || hasOwners) {
        add(Kind.FILE_MISSING, path, "", "");
      }
      return;
    }
    FileStatus actual = status.get();
    if (entry.type() == TarEntry.Type.HARD_LINK) {
      hardLink(path, entry, actual);
      return;
    }
    if (!type(entry.type()).equals(actual.type())) {
      add(Kind.TYPE, path, "" + type(entry.type()).letter(), "" + actual.type().letter());
      return;
    }
    if (hasOwners && (actual.uid() != (int) entry.uid() || actual.gid() != (int) entry.gid())) {
      add(
          Kind.OWNER,
          path,
          entry.uid() + ":" + entry.gid(),
          Integer.toUnsignedString(actual.uid()) + ":" + Integer.toUnsignedString(actual.gid()));
    }
    if (entry.type() == TarEntry.Type.SYMLINK) {
      linkTarget(path, entry);
    } else if (actual.permissions() != (entry.mode() & 07777)) {
      add(
          Kind.MODE,
          path,
          Integer.toOctalString(entry.mode() & 07777),
          Integer.toOctalString(actual.permissions()));
    }
    if (!actual.isFolder() && !actual.modified().equals(entry.modified())) {
      add(Kind.TIME, path, entry.modified().toString(), actual.modified().toString());
    }
    entry.attributes().forEach((name, value) -> attribute(path, entry, name, value));
  }

  private static FileStatus.Type type(TarEntry.Type type) {
    return switch (type) {
      case REGULAR, HARD_LINK -> FileStatus.Type.REGULAR;
      case FOLDER -> FileStatus.Type.FOLDER;
      case SYMLINK -> FileStatus.Type.SYMLINK;
      case CHARACTER_DEVICE -> FileStatus.Type.CHARACTER_DEVICE;
      case BLOCK_DEVICE -> FileStatus.Type.BLOCK_DEVICE;
      case FIFO -> FileStatus.Type.FIFO;
    };
  }

  private void hardLink(EntryPath path, TarEntry entry, FileStatus actual) {
    EntryPath target = EntryPath.of(entry.linkName()).orElse(EntryPath.TOP);
    boolean isSame = status(target).filter(status -> status.inode() == actual.inode()).isPresent();
    if (!isSame && !fullCopy) {
      add(Kind.HARD_LINK, path, TarEntry.shown(entry.linkName()), "");
    }
  }

  private void linkTarget(EntryPath path, TarEntry entry) {
    try {
      String expected = new String(TarEntry.bytes(entry.linkName()), StandardCharsets.UTF_8);
      String actual = Files.readSymbolicLink(place(path)).toString();
      if (!actual.equals(expected)) {
        add(Kind.LINK_TARGET, path, TarEntry.shown(entry.linkName()), actual);
      }
    } catch (IOException e) {
      throw SyscallException.of("readlink", place(path), e);
    }
  }

  private Path place(EntryPath path) {
    return diff.resolve(new String(TarEntry.bytes(path.text()), StandardCharsets.UTF_8));
  }

  /** The kernel keeps attributes of files and folders; those of links and devices are left out. */
  private void attribute(EntryPath path, TarEntry entry, String name, byte[] value) {
    Optional<byte[]> actual =
        switch (entry.type()) {
          case REGULAR ->
              withParent(
                  path,
                  folder -> {
                    try (OpenInode file = folder.read(path.nameInBytes())) {
                      return file.attribute(name);
                    }
                  });
          case FOLDER -> withFolder(path, folder -> folder.attribute(name));
          default -> Optional.of(value);
        };
    boolean isAlike =
        name.equals(CAPABILITY)
            ? Objects.equals(rights(actual.orElse(null)), rights(value))
            : Arrays.equals(actual.orElse(null), value);
    if (!isAlike) {
      add(Kind.ATTRIBUTE, path, name, "");
    }
  }

  /** What a capability allows, without its revision, which a rootless store changes. */
  private static ByteBuffer rights(byte[] capability) {
    return capability == null || capability.length < CAPABILITY_BYTES
        ? null
        : ByteBuffer.wrap(capability, Integer.BYTES, CAPABILITY_BYTES - Integer.BYTES).slice();
  }

  private void extra(EntryPath folder, Set<String> expected) {
    List<byte[]> names = withFolder(folder, held -> Optional.of(held.names())).orElse(List.of());
    for (byte[] name : names) {
      String text = new String(name, StandardCharsets.ISO_8859_1);
      EntryPath path = new EntryPath(folder.isTop() ? text : folder.text() + "/" + text);
      boolean isFolder = status(path).filter(FileStatus::isFolder).isPresent();
      if (!expected.contains(path.text())) {
        add(Kind.EXTRA, path, "", "");
      } else if (isFolder) {
        extra(path, expected);
      }
    }
  }

  private Optional<FileStatus> status(EntryPath path) {
    return path.isTop()
        ? Optional.of(top.status())
        : withParent(path, folder -> folder.status(path.nameInBytes()));
  }

  private interface Look<T> {
    Optional<T> at(OpenFolder folder);
  }

  private <T> Optional<T> withParent(EntryPath path, Look<T> look) {
    return withFolder(path.parent(), look);
  }

  /** Nothing where there is no such folder. */
  private <T> Optional<T> withFolder(EntryPath path, Look<T> look) {
    try {
      Optional<OpenFolder> folder = top.find(TarEntry.bytes(path.isTop() ? "." : path.text()));
      if (folder.isEmpty()) {
        return Optional.empty();
      }
      try (OpenFolder held = folder.get()) {
        return look.at(held);
      }
    } catch (SyscallException e) {
      if (e.errno().equals("ENOTDIR") || e.errno().equals("ELOOP")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void add(Kind kind, EntryPath path, String expected, String actual) {
    found.add(new LayerDifference(kind, TarEntry.shown(path.text()), expected, actual));
  }
}
