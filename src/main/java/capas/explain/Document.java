package capas.explain;

import java.util.List;

/**
 * What is to be shown of one value, in reading order, in one language and in no particular medium.
 */
public record Document(List<Block> blocks) {

  public Document {
    blocks = List.copyOf(blocks);
  }
}
