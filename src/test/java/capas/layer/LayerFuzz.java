package capas.layer;

import capas.linux.OpenFolder;
import capas.words.CapasException;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Whatever bytes a layer has, they are unpacked and can be made again, or are refused with words.
 * In a usual run these are tests of the seeds beside them; {@code JAZZER_FUZZ=1 mvn verify
 * -Dtest='LayerFuzz#layer'} searches for new ones.
 */
class LayerFuzz {

  private static final String LONG = "10m";

  @FuzzTest(maxDuration = LONG)
  void layer(byte[] bytes) throws IOException {
    byte[] tar = withChecksums(bytes);
    Path folder = Files.createTempDirectory("layer");
    try {
      check(Arrays.equals(tar, Unpacked.in(folder.resolve("layer"), tar).rebuilt()), "rebuilt");
    } catch (CapasException refused) {
      check(!refused.getMessage().isEmpty(), "a refusal has words");
    } finally {
      check(folder.toFile().list().length == 1, "nothing beside it");
      try (OpenFolder parent = OpenFolder.at(folder.getParent())) {
        parent.removeTree(folder.getFileName().toString().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** Chance finds no checksum: every block that has a type gets a right one. */
  private static byte[] withChecksums(byte[] bytes) {
    byte[] tar = bytes.clone();
    for (int at = 0; at + 512 <= tar.length; at += 512) {
      if (List.of('0', '1', '2', '5', 'x', 'g', 'L', 'K', 'S').contains((char) tar[at + 156])) {
        Arrays.fill(tar, at + 148, at + 156, (byte) ' ');
        int sum = 0;
        for (int i = at; i < at + 512; i++) {
          sum += Byte.toUnsignedInt(tar[i]);
        }
        byte[] digits = String.format("%06o\0", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, tar, at + 148, digits.length);
      }
    }
    return tar;
  }

  @FuzzTest(maxDuration = LONG)
  void pax(byte[] bytes) {
    try {
      PaxRecords records = PaxRecords.parse(bytes, bytes.length);
      records.attributes();
      records.time("mtime");
      records.number("size", 0);
      records.pieces().build(records.sparseSize(0));
    } catch (NumberFormatException refused) {
      check(refused.getMessage() != null, "a refusal has words");
    }
  }

  private static void check(boolean holds, String sentence) {
    if (!holds) {
      throw new AssertionError(sentence);
    }
  }
}
