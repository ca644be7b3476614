package capas.layer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tar, unpacked into {@code diff} of a folder, with its tar-split beside it. */
record Unpacked(Path folder, UnpackedLayer layer) {

  static Unpacked in(Path folder, byte[] tar) {
    return in(folder, tar, Integer.MAX_VALUE);
  }

  /** As if it came in pieces of so many bytes. */
  static Unpacked in(Path folder, byte[] tar, int piece) {
    try {
      Files.createDirectories(folder.resolve("diff"));
      try (LayerUnpacking unpacking =
          LayerUnpacking.into(
              folder.resolve("diff"),
              Ownership.ofThisProcess(),
              Marks.ofThisProcess(),
              Files.newOutputStream(folder.resolve("tar-split.gz")))) {
        for (int at = 0; at < tar.length; at += Math.min(piece, tar.length - at)) {
          unpacking.take(tar, at, Math.min(piece, tar.length - at));
        }
        return new Unpacked(folder, unpacking.end());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path diff() {
    return folder.resolve("diff");
  }

  Path tarSplit() {
    return folder.resolve("tar-split.gz");
  }

  Path file(String name) {
    return diff().resolve(name);
  }

  String text(String name) {
    try {
      return Files.readString(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tar that folder and tar-split make together. */
  byte[] rebuilt() {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    try {
      TarSplit.rebuild(tarSplit(), diff(), tar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tar.toByteArray();
  }
}
