package capas.image;

import capas.blob.BlobDirectory;
import capas.blob.Descriptor;
import capas.blob.MediaType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes the documents of a layout; each file whole or not at all. */
final class LayoutWriter {

  private static final String EMPTY_INDEX =
      "{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.OCI_INDEX + "\",\"manifests\":[]}";
  private static final String VERSION = "{\"imageLayoutVersion\":\"1.0.0\"}";

  /** The lock on a file keeps other processes away, this one other threads. */
  private static final Object ONE_AT_A_TIME = new Object();

  private final Path folder;

  LayoutWriter(Path folder) {
    this.folder = folder;
  }

  /** Makes an empty layout where there is none. */
  static void begin(Path folder) {
    LayoutWriter writer = new LayoutWriter(folder);
    try {
      Files.createDirectories(folder.resolve("blobs"));
      writer.alone(() -> {
        writer.writeIfMissing(OciLayout.INDEX, EMPTY_INDEX);
        writer.writeIfMissing(OciLayout.MARK, VERSION);
      });
    } catch (IOException e) {
      throw new ImageException.LayoutFailed(folder, e);
    }
  }

  void put(Descriptor descriptor, byte[] bytes) {
    BlobDirectory.in(folder).put(descriptor, bytes);
  }

  void put(ImageDocument document, String name) {
    put(document.descriptor(), document.bytes());
    Path index = folder.resolve(OciLayout.INDEX);
    try {
      alone(() ->
          write(
              OciLayout.INDEX,
              IndexJson.with(Files.readAllBytes(index), document.descriptor(), name)));
    } catch (IOException e) {
      throw new ImageException.LayoutFailed(index, e);
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  private void alone(Writing writing) throws IOException {
    synchronized (ONE_AT_A_TIME) {
      Path lock = folder.resolve(".capas.lock");
      try (FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        writing.run();
      }
    }
  }

  private void writeIfMissing(String name, String text) throws IOException {
    if (!Files.exists(folder.resolve(name))) {
      write(name, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path part = Files.createTempFile(folder, ".capas-", ".part");
    try {
      Files.write(part, bytes);
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(
          part,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
