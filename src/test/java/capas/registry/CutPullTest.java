package capas.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.registry.Exchange.Purpose;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection is cut anywhere: in a head, between two answers, in the middle of a layer. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CutPullTest {

  private static final int CUTS = 100;
  private static final int CHUNK = 64 << 10;

  @TempDir Path folder;

  @Test
  void a_hundred_cuts_at_random_end_in_the_same_bytes() throws Exception {
    DebianRegistry.need();
    Path source = folder.resolve("source");
    RandomImage.makeIn(source, 300_000, 2_000, 150_000);
    try (DebianRegistry registry = DebianRegistry.open(folder.resolve("registry"));
        CuttingProxy proxy = new CuttingProxy(registry.port())) {
      try (BuiltInRegistry ours = BuiltInRegistry.serving(source)) {
        registry.push(ours.address() + "/random/image", "random");
      }
      long whole = pull(proxy, "whole");
      Random chance = new Random(3);
      long most = 0;
      for (int cut = 0; cut < CUTS; cut++) {
        long at = chance.nextLong(whole + 3_000);
        proxy.cutAfter(at);
        long fetched = pull(proxy, "cut-" + cut);
        most = Math.max(most, fetched - whole);
        long again = fetched - whole;
        assertTrue(again <= CHUNK, () -> again + " bytes again after a cut at " + at);
        Tools.assertSameBlobs(
            List.copyOf(Tools.blobs(folder.resolve("whole"))),
            folder.resolve("whole"),
            folder.resolve("cut-" + cut));
      }
      assertEquals(0, most, "bytes of blobs fetched again");
    }
  }

  /** The bytes of blobs that came. */
  private long pull(CuttingProxy proxy, String to) {
    PulledImage pulled =
        Machine.in(folder).pull("127.0.0.1:" + proxy.port() + "/random").to(folder.resolve(to));
    return pulled.conversation().inOrder().stream()
        .filter(one -> one.purpose() == Purpose.LAYER || one.purpose() == Purpose.CONFIG)
        .mapToLong(Exchange::bodyBytes)
        .sum();
  }
}
