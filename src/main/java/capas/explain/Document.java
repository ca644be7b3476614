package capas.explain;

import capas.words.Language;
import java.util.List;

/** What is to be shown of one value, in reading order and in no particular medium. */
public record Document(Language language, List<Block> blocks) {

  public Document {
    blocks = List.copyOf(blocks);
  }
}
