package capas.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CapasExceptionTest {

  @TempDir Path folder;

  private static String reason(Path subject, Executable call) {
    return CapasException.reason(subject, Assertions.assertThrows(IOException.class, call));
  }

  @Test
  void the_reason_comes_first_and_is_never_cut() {
    String path = "/" + "0123456789".repeat(15);
    String said =
        CapasException.reason(
            folder, new FileSystemException(path, path, "Invalid cross-device link"));
    assertEquals("Invalid cross-device link: " + path + " -> ", said.substring(0, 182));
  }

  @Test
  void the_subject_of_the_sentence_is_not_named_again() throws IOException {
    Path missing = folder.resolve("missing");
    assertEquals("ENOENT", reason(missing, () -> Files.readString(missing)));
    assertEquals("ENOENT: " + missing, reason(folder, () -> Files.readString(missing)));
    Files.createFile(folder.resolve("file"));
    assertEquals("ENOTEMPTY", reason(folder, () -> Files.delete(folder)));
    assertEquals("EEXIST", reason(folder, () -> Files.createDirectory(folder)));
    assertEquals("Is a directory", reason(folder, () -> Files.writeString(folder, "")));
    assertEquals("cut", CapasException.reason(folder, new IOException("cut")));
  }
}
