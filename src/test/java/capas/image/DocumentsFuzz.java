package capas.image;

import capas.blob.BlobException;
import capas.blob.Digest;
import capas.blob.MediaType;
import capas.words.CapasException;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Whatever bytes come, they are read or refused with words; nothing else is thrown, and what was
 * read says the same when it is written and read again. In a usual run these are tests of the seeds
 * beside them; {@code JAZZER_FUZZ=1 mvn verify -Dtest='DocumentsFuzz#manifest'} searches for new
 * ones, one target at a time, until it is stopped or for as long as its annotation says.
 */
class DocumentsFuzz {

  private static final String LONG = "10m";

  @FuzzTest(maxDuration = LONG)
  void digest(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      Digest digest = Digest.parse(text);
      check(digest.text().equals(text), "a digest is written as it was read");
      check(text.matches("sha(256|512):[0-9a-f]+"), "a digest can stand in a path");
    } catch (BlobException.MalformedDigest refused) {
      check(!refused.getMessage().isEmpty(), "a refusal has words");
    }
  }

  @FuzzTest(maxDuration = LONG)
  void reference(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      ImageReference reference = ImageReference.parse(text);
      check(reference.text().equals(text), "a reference is written as it was read");
      check(ImageReference.parse(reference.text()).equals(reference), "and read as written");
      check(!text.contains("..") || !text.contains("/../"), "a reference never climbs");
      ImageReference usual = reference.withUsualTag();
      check(ImageReference.parse(usual.text()).equals(usual), "with its usual tag too");
    } catch (ImageException.MalformedReference refused) {
      check(!refused.getMessage().isEmpty(), "a refusal has words");
    }
  }

  @FuzzTest(maxDuration = LONG)
  void manifest(byte[] bytes) {
    parse(bytes, MediaType.OCI_MANIFEST);
    parse(bytes, MediaType.DOCKER_MANIFEST);
  }

  @FuzzTest(maxDuration = LONG)
  void index(byte[] bytes) {
    parse(bytes, MediaType.OCI_INDEX);
    parse(bytes, MediaType.parse("text/plain"));
  }

  @FuzzTest(maxDuration = LONG)
  void config(byte[] bytes) {
    try {
      ImageConfig config = ImageConfig.parse(bytes);
      check(config.digest().equals(Digest.of(bytes)), "a config is named by its bytes");
      config.history().forEach(HistoryEntry::toString);
    } catch (CapasException refused) {
      check(!refused.getMessage().isEmpty(), "a refusal has words");
    }
  }

  private static void parse(byte[] bytes, MediaType sentAs) {
    try {
      ImageDocument document = ImageDocument.parse(bytes, sentAs);
      check(Arrays.equals(document.bytes(), bytes), "a document keeps its bytes");
      check(document.digest().equals(Digest.of(bytes)), "a document is named by its bytes");
      switch (document) {
        case Manifest manifest -> check(manifest.totalInBytes() >= 0, "sizes have a sum");
        case ImageIndex index -> {
          try {
            index.choose(Platform.of("linux", "amd64"));
          } catch (ImageException.NoSuchPlatform none) {
            check(!none.getMessage().isEmpty(), "a refusal has words");
          }
        }
      }
    } catch (CapasException refused) {
      check(!refused.getMessage().isEmpty(), "a refusal has words");
    }
  }

  private static void check(boolean holds, String sentence) {
    if (!holds) {
      throw new AssertionError(sentence);
    }
  }
}
